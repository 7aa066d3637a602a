package io.tranche.plan;

import io.tranche.catalog.Reference;
import io.tranche.config.ReferenceRule.Treatment;

/** A reference, and what the rules say of it. */
public record Treated(Reference reference, Treatment treatment) {}
