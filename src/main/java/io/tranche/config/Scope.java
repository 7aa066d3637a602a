package io.tranche.config;

import io.tranche.error.Problems;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a text comes from, and where its problems go.
 *
 * @param where the place, for messages: {@code config.yml:7 connection.dev.url}, {@code --read}
 * @param problems what is wrong with the text itself
 * @param unusable what is missing around it, and matters only if it is used: a variable, a file
 * @param folder where relative paths start
 */
record Scope(String where, Problems problems, Problems unusable, Substitution substitution, Folder folder) {
    Scope at(String otherPlace) {
        return new Scope(otherPlace, problems, unusable, substitution, folder);
    }

    /** This scope with collectors of its own, for what must be right as a whole; see {@link #moveInto}. */
    Scope apart() {
        return new Scope(where, new Problems(), new Problems(), substitution, folder);
    }

    boolean isClean() {
        return problems.isEmpty() && unusable.isEmpty();
    }

    void moveInto(Scope other) {
        problems.all().forEach(other.problems::add);
        unusable.all().forEach(other.unusable::add);
    }

    void problem(String what, String remedy) {
        problems.add(where, what, remedy);
    }

    void unusable(String what, String remedy) {
        unusable.add(where, what, remedy);
    }

    /** A variable of the environment itself, whatever {@code --set} and a {@code .env} file say. */
    Optional<String> environment(String name) {
        return substitution.environment(name);
    }

    Optional<String> substitute(String text) {
        return substitution.apply(text, where, problems, unusable);
    }

    Optional<String> substitute(String text, UnaryOperator<String> decode) {
        return substitution.apply(text, decode, where, problems, unusable);
    }
}
