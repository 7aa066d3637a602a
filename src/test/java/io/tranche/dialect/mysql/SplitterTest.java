package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.dialect.mysql.Splitter.Piece;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitterTest {
    /** Each piece begins at its number. */
    private static List<Piece> pieces(long... rows) {
        List<Piece> pieces = new ArrayList<>();
        for (long count : rows) {
            pieces.add(new Piece(BigInteger.valueOf(pieces.size()), count));
        }
        return pieces;
    }

    @Test
    void twoPiecesAreTwoRangesWhicheverIsSmaller() {
        assertEquals(List.of("1"), Splitter.bounds(pieces(49, 51), 2));
        assertEquals(List.of("1"), Splitter.bounds(pieces(51, 49), 2));
        assertEquals(List.of("1"), Splitter.bounds(pieces(50, 50), 2));
    }

    @Test
    void equalPiecesAreSharedOut() {
        assertEquals(List.of("2", "4", "6"), Splitter.bounds(pieces(5, 5, 5, 5, 5, 5, 5, 5), 4));
        assertEquals(List.of("1", "2", "3"), Splitter.bounds(pieces(5, 5, 5, 5), 4));
    }

    /** MariaDB expects twice as many rows in each: the number of ranges is that of the whole table. */
    @Test
    void estimatesThatAreTwiceTooHighMakeNoMoreRanges() {
        assertEquals(Splitter.bounds(pieces(3, 7, 4, 6), 2), Splitter.bounds(pieces(6, 14, 8, 12), 2));
    }

    @Test
    void aPieceOfManyRowsIsOneRange() {
        assertEquals(List.of("1", "2"), Splitter.bounds(pieces(1_000, 98_000, 1_000), 3));
        assertEquals(List.of(), Splitter.bounds(pieces(100), 1));
    }

    @Test
    void piecesWithoutRowsMakeNoRanges() {
        assertEquals(List.of("2"), Splitter.bounds(pieces(0, 50, 50, 0), 2));
    }
}
