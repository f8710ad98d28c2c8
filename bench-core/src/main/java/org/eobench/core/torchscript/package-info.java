/**
 * TorchScript files: foreign programs in, trained models out. {@link
 * org.eobench.core.torchscript.ScriptedModule} runs a module that somebody else wrote and saved,
 * after its text was searched for operators that reach beyond tensors. {@link
 * org.eobench.core.torchscript.TorchScriptExporter} writes an encoder with its decoder as a program
 * for Python and C++; for this the model is built with {@link
 * org.eobench.core.torchscript.TracingOps}, which record what it does.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.torchscript;
