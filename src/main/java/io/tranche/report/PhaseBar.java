package io.tranche.report;

import java.util.OptionalLong;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * A phase's bar on a line: the progress-bar library draws it, with our figures. Not thread-safe: its owner locks.
 *
 * <p>The library's own refreshing is not used: it draws nothing while a phase stands still, and its {@code close()} waits
 * for another thread and swallows an interruption. So the bar is never closed; it holds nothing but memory.
 */
final class PhaseBar extends DefaultProgressBarRenderer {
    private static final int LABEL_WIDTH = 8;

    private final PhaseTally tally;
    private final ProgressBar bar;
    private ProgressState state;

    PhaseBar(PhaseTally tally, ProgressBarStyle style) {
        super(style, "", 1, true, null, null, true, state -> java.util.Optional.empty());
        this.tally = tally;
        this.bar = new ProgressBarBuilder()
                .setTaskName(
                        String.format("%-" + LABEL_WIDTH + "s", tally.phase().label()))
                .setInitialMax(tally.expected())
                .setUpdateIntervalMillis(Integer.MAX_VALUE)
                .setConsumer(new DelegatingProgressBarConsumer(line -> {}, 1))
                .setRenderer((given, width) -> keep(given))
                .build();
        // The library hands out its state to renderers only, and renders what has moved only.
        bar.stepTo(1);
        bar.refresh();
    }

    private String keep(ProgressState given) {
        state = given;
        return "";
    }

    /** The line, as wide as said. */
    String draw(int width) {
        bar.maxHint(tally.expected() < 0 ? -1 : Math.max(1, tally.expected()));
        bar.stepTo(tally.rows());
        return render(state, width);
    }

    @Override
    protected String ratio(ProgressState ignored) {
        String done = Figures.compact(tally.rows());
        return (tally.expected() < 0 ? done : done + "/~" + Figures.compact(tally.expected())) + " rows";
    }

    @Override
    protected String percentage(ProgressState ignored) {
        return tally.expected() <= 0 ? "    " : "%3d%%".formatted(Math.min(99, 100 * tally.rows() / tally.expected()));
    }

    @Override
    protected String etaString(ProgressState ignored) {
        OptionalLong left = tally.secondsLeft();
        return left.isPresent() ? Figures.clock(left.getAsLong()) + " left" : "?";
    }

    @Override
    protected String speed(ProgressState ignored) {
        return Figures.compact(tally.perSecond()) + "/s";
    }
}
