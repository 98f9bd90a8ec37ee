"""The numeric code behind the figures: convolution and its relatives, in NumPy.

Arguments and sizes

- integers    arguments given as one whole number, or as one for each axis; sums that must fit
- reals       arguments that are real numbers
- arithmetic  sizes: how large a kernel reaches, how large a result is
- padding     what lies beyond an array, by amount or by name: zeros, a value, or the array itself
- windows     every place a kernel or a window can stand, as a view of the array
- operands    the array and the kernel of an operation, checked

Convolution and cross-correlation

- convolution  convolution and cross-correlation of N-dimensional arrays
- methods      sums of products under a kernel, direct or by FFT, and the choice between them
- costs        what direct and Fourier convolution cost, counted and by the clock
- fourier      convolution by Fourier transforms: circular, linear, overlap-add
- winograd     Winograd's minimal filtering: fewer multiplications
- separable    kernels that are a column times a row, and sums of such products
- matrices     convolution and cross-correlation as a matrix: Toeplitz, doubly block Toeplitz, circulant

Signals and kernels

- signals   a box, a ramp, a fading memory, and closed forms of what convolution makes of them
- kernels   kernels that take a mean: box, binomial, Gaussian, exponential
- stencils  the 3 × 3 kernels of image processing: edges, sharpening, relief
- vision    receptive fields of eye and visual cortex: difference of Gaussians, Gabor

Layers on images with channels

- geometry    how a kernel slides over an image: sizes, distances and borders together
- tensors     arrays that a layer takes, checked
- layers      the convolution layer on images with channels, and its relatives
- transposed  the transposed convolution, its adjoint
- columns     windows as the columns of a matrix, and back: im2col, col2im
- gradients   gradients of the layers
- taps        what the taps of a kernel read from padded images, and what windows write back

Pooling

- pooling      the largest value, or the mean, of each window of an image, and the gradients
- norms        the L2 norm of each window, and the gradient
- routing      where the largest value of each window stands
- pools        what every pooling shares
- subsampling  smaller images without windows: every s-th value, a blur before, or one number for all

Networks on paper

- shapes         layers as they are written down, and the shapes they make
- counting       parameters, multiply–accumulates and memory of a layer or a network
- architectures  networks of the history, as lists of layers
- receptive      receptive fields of deep networks, and how much of them counts

Networks that learn

- blocks       the layers of a network that learns, each with its forward and backward pass
- network      a network that learns: its first parameters, and the passes through it
- loss         softmax and cross-entropy
- optimizers   gradient descent: SGD with momentum, Adam
- training     batches, epochs and accuracy
- gradcheck    backpropagation against differences of the loss
- digits       the 1,797 handwritten digits, and two ways to split them
- classifiers  three networks that read digits, and one way to train them

Import from the modules: this package imports none of them, so that a figure depends only on those it uses.
"""
