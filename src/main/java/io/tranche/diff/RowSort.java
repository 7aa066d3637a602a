package io.tranche.diff;

import io.tranche.error.Interruption;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Puts rows into the order of their keys' bytes, any number of them: beyond a number of bytes they go to temporary files that
 * only their owner may read, and are merged from there. First all rows are added, then they are walked over, once. One
 * thread uses it at a time; any may close it, and ends it thereby.
 */
final class RowSort implements AutoCloseable {
    /** Files that are read side by side. */
    private static final int MOST_FILES = 64;

    /** What a row takes in memory beside its key: two objects, an array's head, a place in a list. */
    private static final int OVERHEAD = 96;

    private static final Comparator<Row> BY_KEY = (one, other) -> Arrays.compareUnsigned(one.key(), other.key());

    /** A row: its key's bytes, and what tells whether it is equal to another of that key. */
    record Row(byte[] key, Digest line) {}

    private final int mostBytes;
    private final List<Path> files = new ArrayList<>();
    private final List<Run> open = new ArrayList<>();
    private List<Row> rows = new ArrayList<>();
    private long bytes;
    private boolean closed;

    /** @param mostBytes what is held in memory */
    RowSort(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized void add(byte[] key, Digest line) {
        if (closed) {
            throw new Interruption("The comparison was stopped.");
        }
        rows.add(new Row(key, line));
        bytes += key.length + OVERHEAD;
        if (bytes >= mostBytes) {
            rows.sort(BY_KEY);
            store(rows.iterator());
            rows = new ArrayList<>();
            bytes = 0;
            if (files.size() == MOST_FILES) {
                mergeFiles();
            }
        }
    }

    /** All rows, by key. */
    Iterator<Row> sorted() {
        rows.sort(BY_KEY);
        return files.isEmpty() ? rows.iterator() : merged(rows.iterator());
    }

    private void mergeFiles() {
        List<Path> before = new ArrayList<>(files);
        Iterator<Row> all = merged(List.<Row>of().iterator());
        files.clear();
        try {
            store(all);
        } finally {
            closeRuns();
            before.forEach(RowSort::remove);
        }
    }

    private void store(Iterator<Row> sorted) {
        try {
            Path file = Files.createTempFile("tranche", ".rows");
            files.add(file);
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                while (sorted.hasNext()) {
                    Row row = sorted.next();
                    out.writeInt(row.key().length);
                    out.write(row.key());
                    out.writeLong(row.line().high());
                    out.writeLong(row.line().low());
                }
                out.writeInt(-1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep rows in a temporary file", e);
        }
    }

    private Iterator<Row> merged(Iterator<Row> inMemory) {
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::row, BY_KEY));
        List<Iterator<Row>> runs = new ArrayList<>(List.of(inMemory));
        files.forEach(file -> runs.add(run(file)));
        runs.stream().filter(Iterator::hasNext).forEach(run -> heads.add(new Head(run.next(), run)));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public Row next() {
                if (heads.isEmpty()) {
                    throw new NoSuchElementException();
                }
                Head first = heads.remove();
                if (first.rest().hasNext()) {
                    heads.add(new Head(first.rest().next(), first.rest()));
                }
                return first.row();
            }
        };
    }

    private record Head(Row row, Iterator<Row> rest) {}

    private Run run(Path file) {
        try {
            Run run = new Run(new DataInputStream(new BufferedInputStream(Files.newInputStream(file))));
            open.add(run);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back rows from " + file, e);
        }
    }

    /** The rows of one file. */
    private static final class Run implements Iterator<Row> {
        private final DataInputStream in;
        private int length;

        Run(DataInputStream in) throws IOException {
            this.in = in;
            this.length = in.readInt();
        }

        @Override
        public boolean hasNext() {
            return length >= 0;
        }

        @Override
        public Row next() {
            if (length < 0) {
                throw new NoSuchElementException();
            }
            try {
                Row row = new Row(in.readNBytes(length), new Digest(in.readLong(), in.readLong()));
                length = in.readInt();
                return row;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read back rows", e);
            }
        }
    }

    private void closeRuns() {
        for (Run run : open) {
            try {
                run.in.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close a temporary file", e);
            }
        }
        open.clear();
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    /** Removes the files, if there are any. */
    @Override
    public synchronized void close() {
        closed = true;
        closeRuns();
        files.forEach(RowSort::remove);
        files.clear();
    }
}
