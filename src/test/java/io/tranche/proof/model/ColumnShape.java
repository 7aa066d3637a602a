package io.tranche.proof.model;

/** A column of a generated table. */
public record ColumnShape(String name, Kind kind, boolean nullable) {}
