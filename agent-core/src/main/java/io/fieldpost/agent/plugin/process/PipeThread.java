package io.fieldpost.agent.plugin.process;

/** A daemon thread of the agent's at one end of a pipe. It is not in the group of whoever makes it: there, a plug-in's threads may be counted. */
final class PipeThread extends Thread {
    PipeThread(String name, Runnable work) {
        super(outermost(), work, name);
        setDaemon(true);
        setContextClassLoader(PipeThread.class.getClassLoader());
    }

    private static ThreadGroup outermost() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
