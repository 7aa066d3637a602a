package io.tranche.keys;

/**
 * Pages of one bucket, as the scripts want them.
 *
 * @param bucket the bucket's number, below 65,536
 * @param fields the pages' names in the bucket
 * @param words which keys of each page are meant: 4 bytes a page for integers, nothing for texts
 */
record PageGroup(int bucket, byte[][] fields, byte[] words) {
    int size() {
        return fields.length;
    }
}
