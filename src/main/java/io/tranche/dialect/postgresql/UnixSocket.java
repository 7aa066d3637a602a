package io.tranche.dialect.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A Unix socket as a {@link Socket}, as far as the PostgreSQL driver uses one. Java's own channel has neither a socket nor a
 * read timeout, and its streams lock each other out; so the channel never blocks, and selectors wait.
 */
final class UnixSocket extends Socket {
    private final String path;
    private SocketChannel channel;
    private InputStream input;
    private OutputStream output;
    private volatile int timeout;

    UnixSocket(String path) {
        this.path = path;
    }

    @Override
    public void connect(SocketAddress ignored, int ignoredTimeout) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            input = new Input(channel.provider().openSelector());
            output = new Output(channel.provider().openSelector());
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot connect to the socket " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public boolean isConnected() {
        return channel != null && channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return channel != null && !channel.isOpen();
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            input.close();
            output.close();
        }
    }

    @Override
    public void setSoTimeout(int milliseconds) {
        timeout = milliseconds;
    }

    @Override
    public int getSoTimeout() {
        return timeout;
    }

    // options of TCP that the driver sets and a Unix socket has no use for

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public void setSendBufferSize(int size) {}

    @Override
    public int getReceiveBufferSize() {
        return 64 << 10;
    }

    @Override
    public int getSendBufferSize() {
        return 64 << 10;
    }

    private final class Input extends InputStream {
        private final Selector selector;

        Input(Selector selector) throws IOException {
            this.selector = selector;
            channel.register(selector, SelectionKey.OP_READ);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, count);
            int read = channel.read(buffer);
            while (read == 0 && count > 0) {
                selector.selectedKeys().clear();
                int limit = timeout;
                if (selector.select(limit) == 0 && limit > 0) {
                    throw new SocketTimeoutException("no answer on " + path + " for " + limit + " ms");
                }
                read = channel.read(buffer);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            selector.close();
        }
    }

    private final class Output extends OutputStream {
        private final Selector selector;

        Output(Selector selector) throws IOException {
            this.selector = selector;
            channel.register(selector, SelectionKey.OP_WRITE);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, count);
            while (buffer.hasRemaining()) {
                if (channel.write(buffer) == 0) {
                    selector.selectedKeys().clear();
                    selector.select();
                }
            }
        }

        @Override
        public void close() throws IOException {
            selector.close();
        }
    }
}
