/** Databases with one table for each odd thing that a schema may hold, sliced whole and compared byte by byte with the closure that the server computes. */
package io.tranche.proof.gallery;
