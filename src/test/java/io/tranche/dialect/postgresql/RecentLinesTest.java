package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.catalog.TableName;
import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentLinesTest {
    private static final LoadTarget TARGET = new LoadTarget(TableName.of("t"), List.of("id"), List.of(0), RowForm.TEXT);

    @Test
    void forgetsByTheMemoryThatBatchesKeepHoweverLittleIsInThem() {
        RecentLines lines = new RecentLines();
        int batches = 1_000;
        for (int id = 1; id <= batches; id++) {
            LineBatch batch = new LineBatch(16 << 10);
            byte[] line = (id + "\n").getBytes(StandardCharsets.US_ASCII);
            batch.line(line, 0, line.length);
            lines.add(batch);
        }
        assertEquals(Optional.empty(), lines.nameOf(TARGET, 1));
        assertEquals(Optional.of("id = 1000"), lines.nameOf(TARGET, batches));
    }
}
