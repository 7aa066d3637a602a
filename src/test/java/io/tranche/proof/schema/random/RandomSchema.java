package io.tranche.proof.schema.random;

import io.tranche.config.Vendor;
import io.tranche.proof.random.Dice;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Statements that make a random schema. The server refuses some of them; that is part of the chance. */
final class RandomSchema {
    private RandomSchema() {}

    /** The same statements for the same seed on servers of the same version. */
    static List<String> of(long seed, TestServer server) throws SQLException {
        Dice dice = new Dice(new Random(seed * 0x9E3779B97F4A7C15L));
        if (server.vendor() == Vendor.POSTGRESQL) {
            return new PostgreSqlSchema(dice, Integer.parseInt(server.value("", "SHOW server_version_num")))
                    .statements();
        }
        return new MySqlSchema(dice, MySqlFacts.of(server)).statements();
    }
}
