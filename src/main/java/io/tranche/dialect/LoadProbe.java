package io.tranche.dialect;

/** Looks at a server's load, over a connection of its own. One thread at a time. */
public interface LoadProbe extends AutoCloseable {
    /** @throws SqlFailure if the server does not answer */
    Load load();

    @Override
    void close();
}
