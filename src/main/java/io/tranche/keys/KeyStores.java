package io.tranche.keys;
/** x */
final class KeyStores {
    private KeyStores() {}
}
