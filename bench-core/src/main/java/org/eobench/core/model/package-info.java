/**
 * A model: one encoder joined with one decoder. The tensors of both have the names of one
 * checkpoint. {@link org.eobench.core.model.FineTuning} implements {@code finetune}: it decides
 * which parameters are trained and in which mode a frozen encoder runs.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.model;
