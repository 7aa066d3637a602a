package io.tranche.ledger;

/**
 * A committed unit.
 *
 * @param unit its id
 * @param subject the number of the table or link in the plan that it worked for, so that counts can be told again
 * @param rows written
 */
public record UnitEntry(String unit, Subject subject, int number, long rows) {
    public enum Subject {
        TABLE,
        LINK
    }
}
