package org.eobench.core.spi;

import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;

/** Makes losses of one kind. */
public interface CriterionFactory<C extends Record>
    extends ComponentFactory<C, CriterionContext, Criterion> {}
