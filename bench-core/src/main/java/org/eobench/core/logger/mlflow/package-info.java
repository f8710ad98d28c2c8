/**
 * {@code logger=mlflow}: a run as a run of an MLflow server, over the REST API 2.0 of MLflow 2 and
 * 3. Values wait in a bounded queue and are sent by a thread of their own, so that a slow or absent
 * server neither slows nor ends a run.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.logger.mlflow;
