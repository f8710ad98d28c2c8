/**
 * Any model from Python, as a file of {@code torch.jit.save}. Its parameters become this encoder's
 * tensors under their own names, so that freezing, fine-tuning and checkpoints work as for encoders
 * written in Java; the file's text is searched for operators that reach beyond tensors before it is
 * compiled.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.torchscript;
