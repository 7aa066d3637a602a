package io.tranche.verify;

import io.tranche.dialect.Asked;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.SqlFailure;
import io.tranche.diff.Digest;
import io.tranche.diff.KeyFields;
import io.tranche.diff.KeyText;
import io.tranche.diff.Pairing;
import io.tranche.diff.Side;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares one range of a table whose rows have a key: the target's rows are read in order, and the source is asked for
 * the same keys. A row is equal if the source answers with the same line; if it does not, the source says whether it has the
 * key at all. One thread uses it, once.
 */
final class KeyedRows {
    private static final int KEYS_PER_QUESTION = 1_000;

    private final Pairing pairing;
    private final Side sourceSide;
    private final Reader source;
    private final KeyForm form;
    private final KeyColumns keyColumns;
    private final Query sourceQuery;
    private final Digest.Maker digests = new Digest.Maker();
    private final KeyText keyText;
    private final int mostExamples;

    private final List<String> examples = new ArrayList<>();
    private long equal;
    private long different;
    private long extra;

    KeyedRows(Dialect dialect, Pairing pairing, Side sourceSide, Reader source, int mostExamples) {
        this.pairing = pairing;
        this.sourceSide = sourceSide;
        this.source = source;
        this.form = dialect.form(pairing.key(), pairing.sourceKey());
        this.keyColumns = KeyFields.leading(form);
        this.sourceQuery = Query.of(pairing.source(), List.of(), pairing.sourceOutputs());
        this.keyText = new KeyText(pairing);
        this.mostExamples = mostExamples;
    }

    TableComparison compare(Reader target, KeyRange range) {
        Query query = Query.of(pairing.target(), KeyFields.of(pairing.key(), form), pairing.outputs());
        target.read(query.in(range), this::accept);
        return new TableComparison(
                pairing.target().name(),
                TableComparison.Method.KEY,
                pairing.leftOut(),
                equal,
                different,
                extra,
                examples);
    }

    private void accept(LineBatch batch) {
        KeyBatch keys = KeyFields.read(keyColumns, batch);
        batch.cut(pairing.key().size());
        for (int from = 0; from < batch.rows(); from += KEYS_PER_QUESTION) {
            int to = Math.min(batch.rows(), from + KEYS_PER_QUESTION);
            ask(batch, from, to, KeyFields.slice(keys, from, to));
        }
    }

    private void ask(LineBatch batch, int from, int to, KeyBatch keys) {
        // The key is part of the line, so that no two rows of the target have one digest.
        Map<Digest, Integer> open = new HashMap<>();
        for (int row = from; row < to; row++) {
            open.put(digests.of(batch, row), row);
        }
        KeyBatch unanswered = lookup(keys, open);
        equal += to - from - open.size();
        if (open.isEmpty()) {
            return;
        }
        KeyTally absent = new KeyTally(form.integer());
        for (int i = 0; i < unanswered.size(); i++) {
            absent.add(unanswered, i);
        }
        open.values().stream().sorted().forEach(row -> {
            if (absent.contains(keys, row - from)) {
                extra++;
            } else {
                different++;
            }
            if (examples.size() < mostExamples) {
                examples.add(keyText.of(batch, row));
            }
        });
    }

    private KeyBatch lookup(KeyBatch keys, Map<Digest, Integer> open) {
        try {
            return source.lookup(sourceQuery, new Asked(pairing.sourceKey(), form, keys), answer -> {
                for (int row = 0; row < answer.rows(); row++) {
                    open.remove(digests.of(answer, row));
                }
            });
        } catch (SqlFailure e) {
            throw sourceSide.failure(pairing.source().name().toString(), e);
        }
    }
}
