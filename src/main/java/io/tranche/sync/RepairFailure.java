package io.tranche.sync;

/** Tables that could not be repaired; their last transaction was rolled back. */
final class RepairFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RuntimeException reason;

    RepairFailure(RuntimeException reason) {
        super(reason);
        this.reason = reason;
    }

    RuntimeException reason() {
        return reason;
    }
}
