package io.tranche.dialect.postgresql;

import io.tranche.error.RunFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Sessions that stay open for who comes next, for opening one costs the server more than most questions do. Their search path
 * is empty, they are in autocommit, and whoever takes one leaves it so. Thread-safe.
 */
final class KeptSessions implements AutoCloseable {
    private static final int MOST = 2;
    private static final int ANSWERS_WITHIN_SECONDS = 5;

    private final Connections connections;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    KeptSessions(Connections connections) {
        this.connections = connections;
    }

    /** What is asked on a session; it is not kept if asking fails. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    <T> T ask(Question<T> question) {
        Connection connection = take();
        T answer = answered(connection, question);
        giveBack(connection);
        return answer;
    }

    /** What is asked keeps the session, and closes it. */
    <T> T askToKeep(Question<T> question) {
        return answered(take(), question);
    }

    /** The first question of all: its session has the search path that the user's sessions have. */
    <T> T first(Question<T> question) {
        Connection connection = connections.openOrFail();
        try {
            T answer = answer(connection, question);
            SessionSettings.emptyPath(connection);
            giveBack(connection);
            return answer;
        } catch (SQLException e) {
            Connections.abandon(connection);
            throw connections.unreachable(e);
        }
    }

    private static <T> T answered(Connection connection, Question<T> question) {
        try {
            return answer(connection, question);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    private static <T> T answer(Connection connection, Question<T> question) throws SQLException {
        try {
            return question.ask(connection);
        } catch (SQLException | RuntimeException | Error e) {
            Connections.abandon(connection);
            throw e;
        }
    }

    /**
     * A session for the caller alone, who gives it back or closes it.
     *
     * @throws RunFailure that names the connection and the reason
     */
    Connection take() {
        for (Optional<Connection> kept = poll(); kept.isPresent(); kept = poll()) {
            if (answers(kept.get())) {
                return kept.get();
            }
            Connections.abandon(kept.get());
        }
        Connection connection = connections.openOrFail();
        try {
            SessionSettings.emptyPath(connection);
            return connection;
        } catch (SQLException e) {
            Connections.abandon(connection);
            throw Failures.of(e);
        }
    }

    private synchronized Optional<Connection> poll() {
        return Optional.ofNullable(idle.poll());
    }

    /** Who waited may have been cut off without a word. */
    private static boolean answers(Connection connection) {
        try {
            return connection.isValid(ANSWERS_WITHIN_SECONDS);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    /** @param connection on which nothing has failed that would outlast its statement */
    void giveBack(Connection connection) {
        if (!keeps(connection)) {
            Connections.abandon(connection);
        }
    }

    private synchronized boolean keeps(Connection connection) {
        return !closed && idle.size() < MOST && idle.add(connection);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Optional<Connection> kept = poll(); kept.isPresent(); kept = poll()) {
            Connections.abandon(kept.get());
        }
    }
}
