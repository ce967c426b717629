package io.fieldpost.radio.receiver;

/** Where a receiver is that measures spectra by itself. */
public sealed interface PanoramaAddress extends ReceiverAddress permits Eb200Address, RowsSourceAddress {}
