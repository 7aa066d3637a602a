package io.tranche.sync;

import io.tranche.dialect.Reader;

/**
 * What one worker reads with: a reader of each side's snapshot. One thread uses it.
 *
 * @param source reads the source
 * @param target reads the target as it was before anything was written
 */
public record Station(Reader source, Reader target) {}
