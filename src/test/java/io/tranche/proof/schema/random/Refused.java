package io.tranche.proof.schema.random;

/** @param statement that a server did not take */
record Refused(String statement, String reason) {}
