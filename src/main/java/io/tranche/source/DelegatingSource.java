package io.tranche.source;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.SourceLimits;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.LoadProbe;
import io.tranche.dialect.OpenTransactions;
import io.tranche.dialect.Position;
import io.tranche.dialect.Source;
import io.tranche.error.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A source that is another one, except where subclasses say otherwise. */
abstract class DelegatingSource implements Source {
    private final Source source;

    DelegatingSource(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    @Override
    public Dialect dialect() {
        return source.dialect();
    }

    @Override
    public String identity() {
        return source.identity();
    }

    @Override
    public String version() {
        return source.version();
    }

    @Override
    public Catalog catalog() {
        return source.catalog();
    }

    @Override
    public List<Problem> missingRights(Collection<Table> tables) {
        return source.missingRights(tables);
    }

    @Override
    public Map<TableName, List<List<String>>> indexes() {
        return source.indexes();
    }

    @Override
    public Definitions definitions() {
        return source.definitions();
    }

    @Override
    public Position position() {
        return source.position();
    }

    @Override
    public OpenTransactions openTransactions() {
        return source.openTransactions();
    }

    @Override
    public LoadProbe probe(SourceLimits limits) {
        return source.probe(limits);
    }

    @Override
    public void close() {
        source.close();
    }
}
