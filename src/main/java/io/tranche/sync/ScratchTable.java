package io.tranche.sync;

import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReservedType;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.diff.Scratch;
import io.tranche.error.RunFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Keeps in a database what memory is not to hold: in the reserved table {@code scratch}, which stays, while its rows go with the
 * run. What a run that was killed has left there goes after a week. Thread-safe.
 */
public final class ScratchTable implements Scratch.Place {
    private static final String NAME = "scratch";
    private static final Duration LONGEST_RUN = Duration.ofDays(7);

    /** So many bytes are a row; as text they stay below what a statement may hold anywhere. */
    private static final int BYTES_PER_PIECE = 96 << 10;

    private final Target target;
    private final String table;

    private ScratchTable(Target target) {
        this.target = target;
        this.table = target.dialect().quote(target.dialect().reserved(NAME));
    }

    /** Makes the table if it is not there. */
    public static ScratchTable in(Target target) {
        ScratchTable scratch = new ScratchTable(target);
        scratch.asked(session -> {
            Dialect dialect = target.dialect();
            if (!target.exists(dialect.reserved(NAME))) {
                Map<String, ReservedType> columns = new LinkedHashMap<>();
                columns.put("pile", ReservedType.NAME);
                columns.put("number", ReservedType.NUMBER);
                columns.put("piece", ReservedType.TEXT);
                dialect.createReserved(NAME, columns, List.of("pile", "number")).forEach(session::execute);
            }
            String week = Instant.now().minus(LONGEST_RUN).toString();
            return session.execute("DELETE FROM " + scratch.table + " WHERE pile < ?", week);
        });
        return scratch;
    }

    private <T> T asked(Function<TargetSession, T> work) {
        try (TargetSession session = target.session()) {
            T result = work.apply(session);
            session.commit();
            return result;
        } catch (SqlFailure e) {
            throw new RunFailure("The database of `scratch:` could not be used: " + e.getMessage(), e);
        }
    }

    @Override
    public Scratch.Pile pile() {
        return new Rows(Instant.now() + " " + UUID.randomUUID());
    }

    /** The rows of one name. */
    private final class Rows implements Scratch.Pile {
        private final String pile;
        private long pieces;

        Rows(String pile) {
            this.pile = pile;
        }

        @Override
        public void append(byte[] bytes) {
            asked(session -> {
                for (int from = 0; from < bytes.length; from += BYTES_PER_PIECE) {
                    byte[] piece =
                            java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + BYTES_PER_PIECE));
                    session.execute(
                            "INSERT INTO " + table + " (pile, " + number() + ", piece) VALUES (?, ?, ?)",
                            pile,
                            pieces++,
                            Base64.getEncoder().encodeToString(piece));
                }
                return pieces;
            });
        }

        private String number() {
            return target.dialect().quote("number");
        }

        @Override
        public InputStream read() {
            return new SequenceInputStream(new Enumeration<>() {
                private long next;

                @Override
                public boolean hasMoreElements() {
                    return next < pieces;
                }

                @Override
                public InputStream nextElement() {
                    return new ByteArrayInputStream(piece(next++));
                }
            });
        }

        private byte[] piece(long number) {
            List<List<String>> rows = asked(session -> session.rows(
                    "SELECT piece FROM " + table + " WHERE pile = ? AND " + number() + " = ?", pile, number));
            if (rows.isEmpty()) {
                throw new RunFailure("The database of `scratch:` has lost rows of this run. Run it again.");
            }
            return Base64.getDecoder().decode(rows.get(0).get(0));
        }

        @Override
        public void close() {
            asked(session -> session.execute("DELETE FROM " + table + " WHERE pile = ?", pile));
        }
    }
}
