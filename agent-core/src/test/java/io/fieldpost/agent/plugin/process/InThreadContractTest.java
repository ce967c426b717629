package io.fieldpost.agent.plugin.process;

/** Every promise, through both ends of the pipe and all threads of either; the process around the child has tests of its own. */
class InThreadContractTest extends ProcessContract {
    @Override
    Child.Start start() {
        return InThreadChild::new;
    }
}
