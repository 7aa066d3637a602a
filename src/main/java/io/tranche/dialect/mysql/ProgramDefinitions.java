package io.tranche.dialect.mysql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.CloneScope.Events;
import io.tranche.dialect.Definition;
import io.tranche.dialect.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The definitions of what has a body: routines, triggers, events. */
final class ProgramDefinitions {
    /** Packages' specifications come before their bodies. */
    private static final String ROUTINES =
            """
            SELECT routine_name, routine_type, sql_mode, character_set_client, collation_connection, database_collation
              FROM information_schema.routines
             WHERE routine_schema = DATABASE()
             ORDER BY routine_type, routine_name""";

    private static final String TRIGGERS =
            """
            SELECT trigger_name, event_object_table, sql_mode, character_set_client, collation_connection,
                   database_collation
              FROM information_schema.triggers
             WHERE trigger_schema = DATABASE()
             ORDER BY event_object_table, event_manipulation, action_timing, action_order""";

    private static final String EVENTS =
            """
            SELECT event_name, time_zone, sql_mode, character_set_client, collation_connection, database_collation
              FROM information_schema.events
             WHERE event_schema = DATABASE()
             ORDER BY event_name""";

    private final DefinitionSession session;
    private final CloneScope scope;
    private final Qualifiers qualifiers;
    private final DatabaseDefaults defaults;
    private final List<String> notices = new ArrayList<>();

    ProgramDefinitions(DefinitionSession session, CloneScope scope, Qualifiers qualifiers, DatabaseDefaults defaults) {
        this.session = session;
        this.scope = scope;
        this.qualifiers = qualifiers;
        this.defaults = defaults;
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    List<Definition> routines() {
        List<Definition> routines = new ArrayList<>();
        for (List<String> row : session.rows(ROUTINES)) {
            Program program = new Program(Definition.Kind.ROUTINE, row.get(1), row.get(0), Optional.empty(), 3);
            define(program, context(row, Optional.empty()), UnaryOperator.identity())
                    .ifPresent(routines::add);
        }
        return routines;
    }

    List<Definition> triggers() {
        List<Definition> triggers = new ArrayList<>();
        for (List<String> row : session.rows(TRIGGERS)) {
            TableName table = TableName.of(row.get(1));
            Program program = new Program(Definition.Kind.TRIGGER, "TRIGGER", row.get(0), Optional.of(table), 3);
            if (scope.tables().test(table)) {
                define(program, context(row, Optional.empty()), UnaryOperator.identity())
                        .ifPresent(triggers::add);
            }
        }
        return triggers;
    }

    List<Definition> events() {
        List<Definition> events = new ArrayList<>();
        for (List<String> row : session.rows(EVENTS)) {
            Program program = new Program(Definition.Kind.EVENT, "EVENT", row.get(0), Optional.empty(), 4);
            CreationContext context = context(row, Optional.of(row.get(1)));
            UnaryOperator<String> state = scope.events() == Events.AS_IN_SOURCE
                    ? UnaryOperator.identity()
                    : statement -> Statements.disabledEvent(statement, context.modeOrNone());
            define(program, context, state).ifPresent(events::add);
        }
        return events;
    }

    /** @param column where SHOW CREATE has the statement, from 1 */
    private record Program(Definition.Kind kind, String type, String name, Optional<TableName> table, int column) {
        String label() {
            return type.toLowerCase(java.util.Locale.ROOT) + " " + name;
        }
    }

    private static CreationContext context(List<String> row, Optional<String> timeZone) {
        return new CreationContext(Optional.of(row.get(2)), row.get(3), row.get(4), Optional.of(row.get(5)), timeZone);
    }

    private Optional<Definition> define(Program program, CreationContext context, UnaryOperator<String> change) {
        String quoted = Identifiers.quote(program.name());
        return shown(program, quoted)
                .map(statement -> Statements.withoutDefiner(statement, context.modeOrNone()))
                .map(statement -> named(program, statement, context.modeOrNone()))
                .map(change)
                .map(statement -> leadingHome(program, statement, context.modeOrNone()))
                .map(statement -> new Definition(
                        program.kind(),
                        program.label(),
                        program.table(),
                        context.around(statement, defaults.collation()),
                        drop(program.type(), program.name())));
    }

    /** MariaDB (10.11) knows of packages in Oracle's mode only. */
    static List<String> drop(String type, String name) {
        String drop = "DROP " + type + " IF EXISTS " + Identifiers.quote(name);
        return type.startsWith("PACKAGE") ? List.of("SET SESSION sql_mode = 'ORACLE'", drop) : List.of(drop);
    }

    private String named(Program program, String statement, String sqlMode) {
        if (session.server().mariaDb()) {
            return statement;
        }
        String named = Statements.named(statement, sqlMode, program.type(), program.name());
        return program.table()
                .map(table -> Statements.named(named, sqlMode, "ON", table.name()))
                .orElse(named);
    }

    private Optional<String> shown(Program program, String quoted) {
        try {
            Optional<String> statement = session.text("SHOW CREATE " + program.type() + " " + quoted, program.column());
            if (statement.isEmpty()) {
                notices.add("The " + program.label() + " is left out: this user may not read its definition.");
            }
            return statement;
        } catch (SqlFailure e) {
            notices.add("The " + program.label() + " is left out. The source says: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A body is its author's own text: it is changed only where it would lead out of the target. */
    private String leadingHome(Program program, String statement, String sqlMode) {
        String source = session.server().database();
        if (scope.database().equals(source) || !qualifiers.mentions(statement, sqlMode)) {
            return statement;
        }
        String stripped = qualifiers.strip(statement, sqlMode);
        notices.add("The " + program.label() + " names the database " + source + ": "
                + (qualifiers.mentions(stripped, sqlMode)
                        ? "some of it still leads there, for it cannot be told from a table of that name."
                        : "in the target the name is left out, so that it does not lead back to the source."));
        return stripped;
    }
}
