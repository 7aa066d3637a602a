/** Test databases on real servers: what the proof writes into them, and how it reads them back. */
package io.tranche.proof.site;
