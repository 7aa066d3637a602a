package io.tranche.keys;

import io.tranche.row.KeyBatch;
import io.tranche.row.TextKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The order of texts whose handles have none. Handles that are new since the last call are sorted into runs, of which the
 * next ones are merged; small runs are merged for good, so that there are never many. Nothing is sorted twice, and memory is
 * bounded by one run's texts, wherever the texts are. A run may hold handles that are no longer members: they are passed
 * over.
 */
final class TextOrder implements KeyOrder {
    /** Texts that are sorted together, in bytes with what an object costs. */
    private static final int SORTED_TOGETHER = 4 << 20;

    private static final int OBJECT = 48;

    /** Runs up to this length are merged with their like. */
    private static final int SMALL_RUN = 1 << 16;

    private final TextArena arena;
    private final List<TextRun> runs = new ArrayList<>();

    /** What the runs hold. */
    private final LongSet covered = new LongSet();

    private long seenChanges = -1;

    private record Text(long handle, byte[] bytes) {}

    TextOrder(TextArena arena) {
        this.arena = arena;
    }

    @Override
    public long[] poll(LongSet members, int limit) {
        cover(members);
        long[] lowest = new long[(int) Math.min(limit, members.size())];
        PriorityQueue<TextRun> heads = heads(runs);
        for (int count = 0; count < lowest.length; ) {
            long handle = next(heads);
            covered.remove(handle);
            if (members.remove(handle)) {
                lowest[count++] = handle;
            }
        }
        runs.removeIf(run -> run.size() == 0);
        seenChanges = members.changes();
        return lowest;
    }

    @Override
    public long[] after(LongSet members, KeyBatch after, int last, int limit) {
        cover(members);
        byte[] text = last < 0 ? null : ((TextKeys) after).get(last);
        List<TextRun> rests = runs.stream()
                .map(run -> text == null ? run.whole() : run.behind(text))
                .toList();
        PriorityQueue<TextRun> heads = heads(rests);
        long[] lowest = new long[(int) Math.min(limit, members.size())];
        int count = 0;
        while (count < lowest.length && !heads.isEmpty()) {
            long handle = next(heads);
            if (members.contains(handle)) {
                lowest[count++] = handle;
            }
        }
        return count == lowest.length ? lowest : Arrays.copyOf(lowest, count);
    }

    private static PriorityQueue<TextRun> heads(List<TextRun> runs) {
        PriorityQueue<TextRun> heads = new PriorityQueue<>(
                Math.max(1, runs.size()), Comparator.comparing(TextRun::head, Arrays::compareUnsigned));
        runs.stream().filter(run -> run.size() > 0).forEach(heads::add);
        return heads;
    }

    private static long next(PriorityQueue<TextRun> heads) {
        TextRun lowest = heads.poll();
        long handle = lowest.next();
        if (lowest.size() > 0) {
            heads.add(lowest);
        }
        return handle;
    }

    /** Sorts what the runs do not hold yet. */
    private void cover(LongSet members) {
        if (members.changes() == seenChanges) {
            return;
        }
        LongSet fresh = members.minus(covered);
        while (!fresh.isEmpty()) {
            addRun(sorted(fresh));
        }
        seenChanges = members.changes();
    }

    /** Polls as many handles as may be sorted together: neighbours in the arena, hence cheap to read. */
    private int[] sorted(LongSet fresh) {
        List<Text> texts = new ArrayList<>();
        long bytes = 0;
        while (bytes < SORTED_TOGETHER && !fresh.isEmpty()) {
            for (long handle : fresh.poll(64)) {
                byte[] text = arena.read(handle);
                texts.add(new Text(handle, text));
                bytes += text.length + OBJECT;
                covered.add(handle);
            }
        }
        texts.sort(Comparator.comparing(Text::bytes, Arrays::compareUnsigned));
        return texts.stream().mapToInt(text -> (int) text.handle()).toArray();
    }

    private void addRun(int[] sorted) {
        TextRun run = new TextRun(arena, sorted);
        while (!runs.isEmpty() && mergeable(runs.get(runs.size() - 1), run)) {
            run = merged(runs.remove(runs.size() - 1), run);
        }
        runs.add(run);
    }

    private static boolean mergeable(TextRun last, TextRun run) {
        return last.size() <= 2 * run.size() && last.size() + run.size() <= SMALL_RUN;
    }

    private TextRun merged(TextRun first, TextRun second) {
        int[] handles = new int[first.size() + second.size()];
        PriorityQueue<TextRun> heads = heads(List.of(first, second));
        for (int i = 0; i < handles.length; i++) {
            handles[i] = (int) next(heads);
        }
        return new TextRun(arena, handles);
    }
}
