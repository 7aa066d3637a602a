package io.tranche.dialect.mysql;

import io.tranche.dialect.Definition;
import java.util.List;
import java.util.Optional;

/** The definition of one of MariaDB's sequences, which goes on where the source's is. */
final class SequenceDefinition {
    private SequenceDefinition() {}

    static Definition read(DefinitionSession session, String name) {
        String quoted = Identifiers.quote(name);
        String create = session.text("SHOW CREATE SEQUENCE " + quoted, 2).orElseThrow();
        String next =
                session.text("SELECT next_not_cached_value FROM " + quoted, 1).orElseThrow();
        return new Definition(
                Definition.Kind.SEQUENCE,
                "sequence " + name,
                Optional.empty(),
                List.of(create, "DO SETVAL(" + quoted + ", " + next + ", 0)"),
                List.of("DROP SEQUENCE IF EXISTS " + quoted));
    }
}
