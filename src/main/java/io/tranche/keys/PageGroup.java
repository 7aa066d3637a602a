package io.tranche.keys;

/**
 * Pages of one bucket, as the scripts want them.
 *
 * @param bucket the bucket's name: four hexadecimal digits
 * @param fields the pages' names in the bucket
 * @param words which keys of each page are meant: 4 bytes a page for integers, nothing for texts
 */
record PageGroup(byte[] bucket, byte[][] fields, byte[] words) {
    int size() {
        return fields.length;
    }
}
