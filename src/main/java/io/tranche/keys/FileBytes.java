package io.tranche.keys;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** In a temporary file; what was read lately the system keeps in memory that is not the heap's. */
final class FileBytes implements RunBytes {
    private static final int WRITTEN_TOGETHER = 1 << 18;

    private final TemporaryFiles files;
    private final FileChannel channel;
    private ByteBuffer unwritten = ByteBuffer.allocate(WRITTEN_TOGETHER);

    FileBytes(TemporaryFiles files) {
        this.files = files;
        this.channel = files.open();
    }

    @Override
    public void append(byte[] bytes, int length) {
        if (unwritten.remaining() < length) {
            write();
        }
        unwritten.put(bytes, 0, length);
    }

    @Override
    public void finish() {
        write();
        unwritten = null;
    }

    /**
     * What was written, to be read without a call of the system each time. The system gives the file's room back when nobody
     * refers to this any more, which may be long after {@link #close}.
     */
    ByteBuffer map(long from, int length) {
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, from, length);
        } catch (IOException e) {
            throw files.failure("read", e);
        }
    }

    /** Makes readable what was appended so far. */
    void flush() {
        write();
    }

    @Override
    public void read(long from, byte[] into, int length) {
        ByteBuffer rest = ByteBuffer.wrap(into, 0, length);
        try {
            while (rest.hasRemaining()) {
                if (channel.read(rest, from + rest.position()) < 0) {
                    throw new EOFException("it ends before byte " + (from + length));
                }
            }
        } catch (IOException e) {
            throw files.failure("read", e);
        }
    }

    @Override
    public void close() {
        files.close(channel);
    }

    private void write() {
        unwritten.flip();
        try {
            while (unwritten.hasRemaining()) {
                channel.write(unwritten);
            }
        } catch (IOException e) {
            throw files.failure("written", e);
        }
        unwritten.clear();
    }
}
