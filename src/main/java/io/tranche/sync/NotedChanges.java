package io.tranche.sync;

/** Changes, and how they were found. */
final class NotedChanges extends DelegatingChanges {
    private final String note;

    /** @param note as {@link Changes#note} */
    NotedChanges(Changes changes, String note) {
        super(changes);
        this.note = note;
    }

    @Override
    public String note() {
        return note;
    }
}
