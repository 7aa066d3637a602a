package io.tranche.plan;

import io.tranche.config.Choice;
import io.tranche.config.TableRule;
import java.util.ArrayList;
import java.util.List;

/** A rule in a few words, for tables on a terminal. */
final class Words {
    private Words() {}

    static String of(String rule, Choice own) {
        return own.isEmpty() ? rule : rule + ", " + of(own);
    }

    static String of(Choice choice) {
        List<String> words = new ArrayList<>();
        choice.where().ifPresent(where -> words.add("where"));
        choice.sample().ifPresent(share -> words.add("sample " + percent(share)));
        choice.keys().ifPresent(keys -> words.add(keys.size() + (keys.size() == 1 ? " key" : " keys")));
        choice.limit().ifPresent(limit -> words.add("limit " + limit));
        return String.join(", ", words);
    }

    static String of(TableRule.Join join, Choice own) {
        String words = "join " + join.table() + (join.of() == TableRule.Of.COPIED ? " (copied)" : "")
                + join.perParent()
                        .map(perParent -> ", " + perParent.limit() + " each")
                        .orElse("");
        return own.isEmpty() ? words : words + ", " + of(own);
    }

    private static String percent(double share) {
        String number = java.math.BigDecimal.valueOf(share * 100)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
        return number + "%";
    }
}
