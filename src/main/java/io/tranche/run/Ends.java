package io.tranche.run;

import io.tranche.dialect.Source;
import io.tranche.dialect.Target;

/** Both ends of a run. */
record Ends(Source source, Target target) {}
