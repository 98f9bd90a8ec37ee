"""The numeric code behind the figures: convolution and its relatives, in NumPy.

===========  ==================================================================================
integers     arguments given as one whole number, or as one for each axis
arithmetic   sizes: how large a kernel reaches, how large a result is
padding      zeros (or another value) around an array, by amount or by name
windows      every place a kernel or a window can stand, as a view of the array
convolution  convolution and cross-correlation of N-dimensional arrays
pooling      the largest value, or the mean, of each window of an image
signals      a box and a ramp, and the closed forms of their convolutions and cross-correlations
===========  ==================================================================================

Import from the modules: this package imports none of them, so that a figure depends only on those it uses.
"""
