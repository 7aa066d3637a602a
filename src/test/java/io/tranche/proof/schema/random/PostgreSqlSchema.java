package io.tranche.proof.schema.random;

import io.tranche.proof.random.Dice;
import java.util.List;

/** A random schema of PostgreSQL: each sort of objects may use all that were made before. */
final class PostgreSqlSchema {
    private final Dice dice;
    private final PostgreSqlMaking making;

    PostgreSqlSchema(Dice dice, int version) {
        this.dice = dice;
        this.making = new PostgreSqlMaking(dice, version);
    }

    List<String> statements() {
        making.schemas();
        PostgreSqlTypes types = new PostgreSqlTypes(making);
        PostgreSqlRoutines routines = new PostgreSqlRoutines(making);
        PostgreSqlTables tables = new PostgreSqlTables(making);
        PostgreSqlPartitions partitions = new PostgreSqlPartitions(making);
        PostgreSqlViews views = new PostgreSqlViews(making);
        PostgreSqlIndexes indexes = new PostgreSqlIndexes(making);
        PostgreSqlPrograms programs = new PostgreSqlPrograms(making);
        for (int i = 4 + dice.below(8); i > 0; i--) {
            types.next();
        }
        for (int i = 2 + dice.below(3); i > 0; i--) {
            routines.next();
        }
        for (int i = 2 + dice.below(4); i > 0; i--) {
            tables.next();
        }
        if (dice.chance(60)) {
            partitions.next();
        }
        for (int i = 15 + dice.below(25); i > 0; i--) {
            switch (dice.below(12)) {
                case 0 -> types.next();
                case 1 -> routines.next();
                case 2 -> tables.next();
                case 3, 4 -> tables.alter();
                case 5 -> tables.reference();
                case 6, 7 -> views.next();
                case 8, 9 -> indexes.next();
                case 10 -> programs.next();
                default -> making.comment();
            }
        }
        return making.statements();
    }
}
