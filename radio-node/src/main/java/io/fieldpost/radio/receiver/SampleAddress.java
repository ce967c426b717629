package io.fieldpost.radio.receiver;

/** Where a receiver is that delivers complex samples. */
public sealed interface SampleAddress extends ReceiverAddress
        permits RtlTcpAddress, SpyServerAddress, FileAddress, Eb200SamplesAddress {}
