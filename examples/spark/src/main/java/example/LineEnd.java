package example;

import java.io.Serializable;

/**
 * How a line of the plan ended.
 *
 * @param line its number
 * @param exit exit code of the last attempt
 * @param attempts how often Spark started it
 * @param seconds of the last attempt
 * @param host machine of the last attempt
 * @param gpu indexes of its GPUs, separated by commas; empty for none
 */
record LineEnd(int line, int exit, int attempts, double seconds, String host, String gpu)
    implements Serializable {}
