package io.tranche.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tranche.row.LineBatch;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {
    private final Digest.Maker digests = new Digest.Maker();

    @Test
    void equalLinesHaveOneDigestWhereverTheyStand() {
        LineBatch batch = new LineBatch(64);
        line(batch, "1", "a");
        line(batch, "2", "b");
        line(batch, "1", "a");

        assertEquals(digests.of(batch, 0), digests.of(batch, 2));
        assertNotEquals(digests.of(batch, 0), digests.of(batch, 1));
    }

    @Test
    void tellsApartWhatFoolsNaiveHashes() {
        assertNotEquals(digest("1", null, "x"), digest("1", "x", null));
        assertNotEquals(digest("1", null), digest("1", "NULL"));
        assertNotEquals(digest("1", null), digest("1", "\\N"));
        assertNotEquals(digest("a", "b\tc"), digest("a\tb", "c"));
        assertNotEquals(digest("a\n"), digest("a\\n"));
        assertNotEquals(digest("x"), digest("x "));
        assertNotEquals(digest("ab", "cd"), digest("cd", "ab"));
        assertNotEquals(digest(""), digest((String) null));
    }

    @Test
    void ignoresWhatWasCut() {
        LineBatch carried = new LineBatch(64);
        line(carried, "key", "1", "a");
        carried.cut(1);

        assertEquals(digest("1", "a"), digests.of(carried, 0));
    }

    private Digest digest(String... fields) {
        LineBatch batch = new LineBatch(64);
        line(batch, fields);
        return digests.of(batch, 0);
    }

    private static void line(LineBatch batch, String... fields) {
        for (String field : fields) {
            batch.field(field == null ? null : field.getBytes(StandardCharsets.UTF_8));
        }
        batch.endLine();
    }
}
