package io.tranche.dialect.postgresql;

import io.tranche.row.LineBatch;

/** What a {@code COPY … TO STDOUT} sends, taken for rows. The server sends one message for each row. One thread. */
interface CopyMessages {
    /** An empty batch for such rows. */
    LineBatch batch(int capacity);

    /** Adds the message's row, if it has one. */
    void add(byte[] message, LineBatch batch);

    /** Lines of text. */
    CopyMessages TEXT = new CopyMessages() {
        @Override
        public LineBatch batch(int capacity) {
            return new LineBatch(capacity);
        }

        @Override
        public void add(byte[] message, LineBatch batch) {
            batch.line(message, 0, message.length);
        }
    };
}
