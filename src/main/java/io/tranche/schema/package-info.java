/**
 * Recreates the target's objects. In: definitions of the source, and sessions of the target. Out: the objects, and what
 * could not be created. Start at {@link io.tranche.schema.SchemaCopier}.
 */
package io.tranche.schema;
