package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sessions of one kind that stay open for who comes next, for opening one costs more than most questions do. They are outside
 * of any transaction and have the settings of their kind, and whoever takes one leaves it so. Thread-safe.
 */
final class KeptSessions implements AutoCloseable {
    private static final int MOST = 2;
    private static final int ANSWERS_WITHIN_SECONDS = 10;

    private final Opening opening;
    private final Deque<JdbcConnection> idle = new ArrayDeque<>();
    private Keeping keeping = Keeping.FOR_THE_NEXT;

    private enum Keeping {
        FOR_THE_NEXT,
        NONE
    }

    /** Opens a session with the settings of its kind. */
    interface Opening {
        JdbcConnection open() throws SQLException;
    }

    /** What is asked on a session; the session is not kept if asking fails. */
    interface Question<T> {
        T ask(JdbcConnection session) throws SQLException;
    }

    KeptSessions(Opening opening) {
        this.opening = opening;
    }

    /** @throws io.tranche.dialect.SqlFailure of what fails */
    <T> T ask(Question<T> question) {
        try {
            JdbcConnection session = take();
            boolean clean = false;
            try {
                T answer = question.ask(session);
                clean = true;
                return answer;
            } finally {
                if (clean) {
                    giveBack(session);
                } else {
                    Sessions.close(session);
                }
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /** A session for the caller alone, who gives it back or closes it. */
    JdbcConnection take() throws SQLException {
        for (JdbcConnection session = poll(); session != null; session = poll()) {
            // who waited may have been cut off without a word
            if (session.isValid(ANSWERS_WITHIN_SECONDS)) {
                return session;
            }
            Sessions.abandon(session);
        }
        return opening.open();
    }

    private synchronized JdbcConnection poll() {
        return idle.poll();
    }

    /** @param session on which nothing has failed that would outlast its statement */
    void giveBack(JdbcConnection session) {
        if (!keeps(session)) {
            Sessions.close(session);
        }
    }

    private synchronized boolean keeps(JdbcConnection session) {
        return keeping == Keeping.FOR_THE_NEXT && idle.size() < MOST && idle.add(session);
    }

    /** From now on each session is closed after its use: where connections are few, none stands idle. */
    @Override
    public void close() {
        synchronized (this) {
            keeping = Keeping.NONE;
        }
        for (JdbcConnection session = poll(); session != null; session = poll()) {
            Sessions.close(session);
        }
    }
}
