package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.TableName;
import io.tranche.config.SyncRules;
import io.tranche.config.SyncRules.SyncRule;
import io.tranche.config.SyncStrategy;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.config.SyncStrategy.Partitions;
import io.tranche.diff.Pairing;
import io.tranche.error.Problems;
import io.tranche.sync.AppendStrategy;
import io.tranche.sync.ChecksumStrategy;
import io.tranche.sync.CommandStrategy;
import io.tranche.sync.CustomStrategies;
import io.tranche.sync.PartitionedStrategy;
import io.tranche.sync.ReplaceStrategy;
import io.tranche.sync.SkipStrategy;
import io.tranche.sync.Strategy;
import io.tranche.sync.TimestampStrategy;
import java.util.Optional;
import java.util.OptionalInt;

/** The strategy of each table, as schema.yml and the command line have it. */
final class Strategies {
    private final SyncRules rules;
    private final Catalog catalog;
    private final OptionalInt batch;
    private final Optional<Method> method;

    /**
     * @param catalog the source's
     * @param batch what the command line says; it wins over schema.yml
     * @param method likewise
     */
    Strategies(SyncRules rules, Catalog catalog, OptionalInt batch, Optional<Method> method) {
        this.rules = rules;
        this.catalog = catalog;
        this.batch = batch;
        this.method = method;
    }

    /** The table's strategy; one that cannot be made is a problem, and stands for nothing. */
    Strategy of(Pairing pairing, StrategyInputs inputs, Problems problems) {
        SyncRule rule = rules.rule(catalog, pairing.source().name());
        SyncStrategy strategy = rule.strategy();
        if (strategy instanceof SyncStrategy.Checksum checksum) {
            if (checksum.partitionedBy().isPresent()) {
                Partitions partitions = checksum.partitionedBy().get();
                refuse(PartitionedStrategy.obstacle(pairing, partitions.column()), pairing, rule, problems);
                return new PartitionedStrategy(partitions);
            }
            return new ChecksumStrategy(method.orElse(checksum.method()), batch.isPresent() ? batch : checksum.batch());
        }
        if (strategy instanceof SyncStrategy.Append append) {
            refuse(AppendStrategy.obstacle(inputs.dialect(), pairing), pairing, rule, problems);
            return new AppendStrategy(append.overlap(), append.beyond());
        }
        if (strategy instanceof SyncStrategy.Timestamp timestamp) {
            refuse(TimestampStrategy.obstacle(inputs.dialect(), pairing, timestamp.column()), pairing, rule, problems);
            return new TimestampStrategy(timestamp.column(), timestamp.overlap(), inputs.marks(), inputs.horizon());
        }
        if (strategy instanceof SyncStrategy.Replace) {
            return new ReplaceStrategy();
        }
        if (strategy instanceof SyncStrategy.Command command) {
            return new CommandStrategy(command.words(), inputs.source(), inputs.target());
        }
        if (strategy instanceof SyncStrategy.Custom custom) {
            return CustomStrategies.of(custom, rule.place());
        }
        if (strategy instanceof SyncStrategy.Skip) {
            return new SkipStrategy();
        }
        return inputs.slice().orElseThrow().strategy();
    }

    private void refuse(Optional<String> obstacle, Pairing pairing, SyncRule rule, Problems problems) {
        obstacle.ifPresent(reason -> problems.add(
                rule.place().toString(),
                catalog.display(pairing.source().name()) + " " + reason + ".",
                "Use another strategy."));
    }

    /** How differences are found whatever the strategy, but for what a slice leaves out. */
    Strategy comparing(TableName table, Optional<KeptSlice> slice) {
        SyncStrategy strategy = rules.rule(catalog, table).strategy();
        if (strategy instanceof SyncStrategy.Skip) {
            return new SkipStrategy();
        }
        if (strategy instanceof SyncStrategy.Slice) {
            return slice.orElseThrow().strategy();
        }
        Optional<SyncStrategy.Checksum> checksum =
                strategy instanceof SyncStrategy.Checksum own ? Optional.of(own) : Optional.empty();
        return new ChecksumStrategy(
                method.or(() -> checksum.map(SyncStrategy.Checksum::method)).orElse(Method.AUTO),
                batch.isPresent()
                        ? batch
                        : checksum.map(SyncStrategy.Checksum::batch).orElse(OptionalInt.empty()));
    }
}
