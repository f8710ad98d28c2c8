/**
 * One encoder and one decoder joined into a model, with the tensors of both under the prefixes of
 * one checkpoint, and {@code finetune}: which of them are trained, and in which mode a frozen
 * encoder runs.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.model;
