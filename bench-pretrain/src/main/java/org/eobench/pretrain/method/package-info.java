/**
 * The contract of a pretraining method: the crops that it asks for, its training step, its state
 * for checkpoints, and the encoder that it produces. {@link
 * org.eobench.pretrain.method.MethodFactory} makes methods; {@link
 * org.eobench.pretrain.method.Methods} lists those of this program and of its plug-ins.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.method;
