package io.tranche.dialect;

import io.tranche.catalog.Column;
import java.util.List;

/** Of the rows that agree in {@code by}, only the first {@code limit} in the order given. */
public record PerParent(List<Column> by, List<String> orderBy, long limit) {}
