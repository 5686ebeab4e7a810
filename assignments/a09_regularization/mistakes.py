"""Typical wrong solutions of assignment 9: what each check must catch, and what a student who made it should read."""

import numpy as np

from grader import Mistake
from reference.activations import sigmoid
from reference.augmentation import (
    blur3,
    channel_gain,
    cutout,
    gaussian_noise,
    jitter,
    mirror,
    mixup,
    rotate,
    shift,
)
from reference.dropout import Dropout, mask_outputs, ngm
from reference.early_stopping import EarlyStopping, weight_change_stop
from reference.ensembles import bagging_mse, bootstrap, ensemble_predict
from reference.noise import disturb_label, gradient_noise, input_noise, noisy_loss
from reference.penalties import effective_parameters, l1_penalty, l2_penalty, l2_solution, l2_step
from reference.shrinkage import shrink

from . import checks_hidden as hidden
from . import checks_public as public

# 9.1


def weights_added_with_their_signs(params, a):
    """Adds up the weights, so that they cancel."""
    _, grads = l1_penalty(params, a)
    return a * sum(float(w.sum()) for w in params.values() if w.ndim > 1), grads


def slope_of_the_other_penalty(params, a):
    """Takes a w, the slope of the squares."""
    value, _ = l1_penalty(params, a)
    return value, {name: a * w * (w.ndim > 1) for name, w in params.items()}


def absolute_values_halved(params, a):
    """Puts the half of the l2 penalty before the absolute values."""
    return l1_penalty(params, a / 2)


def slope_without_the_price(params, a):
    """Returns the signs alone."""
    value, _ = l1_penalty(params, a)
    return value, {name: np.sign(w) * (w.ndim > 1) for name, w in params.items()}


def absolute_biases_too(params, a):
    """Charges for biases."""
    value = a * sum(float(np.abs(w).sum()) for w in params.values())
    return value, {name: a * np.sign(w) for name, w in params.items()}


def weights_divided_by_their_size(params, a):
    """Divides 0 by 0 where a weight is 0."""
    value, _ = l1_penalty(params, a)
    return value, {name: a * w / np.abs(w) if w.ndim > 1 else np.zeros_like(w) for name, w in params.items()}


def slope_of_squares_without_their_half(params, a):
    """Returns 2 a w, the slope of a times the squares."""
    value, grads = l2_penalty(params, a)
    return value, {name: 2 * grad for name, grad in grads.items()}


def squares_without_their_half(params, a):
    """Charges a times the squares, with the slope of that."""
    return l2_penalty(params, 2 * a)


def length_in_the_place_of_its_square(params, a):
    """Takes the root of the sum of the squares."""
    value, grads = l2_penalty(params, a)
    return a / 2 * float(np.sqrt(2 * value / a)) if a else 0.0, grads


def squares_averaged(params, a):
    """Divides by the number of weights."""
    count = sum(w.size for w in params.values() if w.ndim > 1)
    return l2_penalty(params, a / count)


def squared_biases_too(params, a):
    """Charges for biases."""
    return a / 2 * sum(float((w**2).sum()) for w in params.values()), {name: a * w for name, w in params.items()}


def only_matrices_are_weights(params, a):
    """Takes arrays with exactly two axes for weights, and filters for something else."""
    value = a / 2 * sum(float((w**2).sum()) for w in params.values() if w.ndim == 2)
    return value, {name: a * w * (w.ndim == 2) for name, w in params.items()}


def slope_written_into_the_weights(params, a):
    """Multiplies the caller's weights by a."""
    value, _ = l2_penalty(params, a)
    for w in params.values():
        w *= a if w.ndim > 1 else 0.0
    return value, params


def decay_without_eta(params, grads, a, eta):
    """Takes a times the weight away, however small the step is."""
    return {name: w - eta * grads[name] - a * w * (w.ndim > 1) for name, w in params.items()}


def penalty_forgotten_in_the_step(params, grads, a, eta):
    """Steps down the loss alone, as if the penalty had no slope."""
    return {name: w - eta * grads[name] for name, w in params.items()}


def biases_decay_too(params, grads, a, eta):
    """Shrinks biases as well."""
    return {name: w - eta * (grads[name] + a * w) for name, w in params.items()}


def weights_grow(params, grads, a, eta):
    """Subtracts the slope of the penalty from that of the loss."""
    return {name: w - eta * (grads[name] - a * w * (w.ndim > 1)) for name, w in params.items()}


def decay_after_the_step(params, grads, a, eta):
    """Moves first and shrinks what comes out of it."""
    return {name: (w - eta * grads[name]) * (1 - eta * a * (w.ndim > 1)) for name, w in params.items()}


def only_matrices_decay(params, grads, a, eta):
    """Takes arrays with more than two axes for biases."""
    return {name: w - eta * (grads[name] + a * w * (w.ndim == 2)) for name, w in params.items()}


def stepped_in_place(params, grads, a, eta):
    """Changes the arrays of the caller."""
    for name, w in params.items():
        w -= eta * (grads[name] + a * w * (w.ndim > 1))
    return params


# 9.2


def not_turned_back(H, w_star, a):
    """Shrinks along the eigenvectors, and forgets to turn the result back."""
    eigenvalues, axes = np.linalg.eigh(H)
    return eigenvalues / (eigenvalues + a) * (axes.T @ w_star)


def inverse_of_the_hessian_first(H, w_star, a):
    """Multiplies through with the inverse of H, which there may not be."""
    return np.linalg.solve(np.eye(len(H)) + a * np.linalg.inv(H), w_star)


def diagonal_entries_alone(H, w_star, a):
    """Treats every H as if it were diagonal."""
    return np.diag(H) / (np.diag(H) + a) * w_star


def shares_in_the_order_of_eigvalsh(H, w_star, a):
    """Shrinks the weights themselves, in the order in which the eigenvalues happen to come."""
    eigenvalues = np.linalg.eigvalsh(H)
    return eigenvalues / (eigenvalues + a) * w_star


def best_weights_solved_for_directly(H, w_star, a):
    """Forgets to multiply w_star by H."""
    return np.linalg.solve(H + a * np.eye(len(H)), w_star)


def price_added_to_every_entry(H, w_star, a):
    """Adds a to all of H in the place of the identity times a."""
    return np.linalg.lstsq(H + a, H @ w_star, rcond=None)[0]


def price_added_to_the_matrix(H, w_star, a):
    """Adds a on the diagonal of the caller's matrix."""
    right = H @ w_star
    H += a * np.eye(len(H))
    return np.linalg.solve(H, right)


def eigenvalues_above_the_price(H, a):
    """Counts whole directions."""
    return float((np.linalg.eigvalsh(H) > a).sum())


def shares_of_the_diagonal(H, a):
    """Takes the diagonal for the eigenvalues."""
    return float((np.diag(H) / (np.diag(H) + a)).sum())


def what_is_lost_in_each_direction(H, a):
    """Adds up the shares that vanish."""
    return float((a / (np.linalg.eigvalsh(H) + a)).sum())


def rank_of_the_hessian(H, a):
    """Counts all directions that are not flat."""
    return float(np.linalg.matrix_rank(H))


# 9.3


class CountThatIsNeverReset(EarlyStopping):
    """Counts all epochs without a gain, whatever lies between them."""

    def update(self, loss, params):
        """Do not reset."""
        waited = self._waited
        stop = super().update(loss, params)
        if self._waited == 0:
            self._waited = waited
        return stop


class StopsOneEpochLate(EarlyStopping):
    """Waits for more than patience epochs."""

    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        """Wait longer."""
        super().__init__(patience + 1, min_delta, cooldown, factor)


class StopsOneEpochEarly(EarlyStopping):
    """Counts the epoch of the gain itself."""

    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        """Wait less."""
        super().__init__(patience - 1, min_delta, cooldown, factor)


class BestParamsAliased(EarlyStopping):
    """Keeps the caller's dict, with the arrays that are trained on."""

    def update(self, loss, params):
        """Do not copy."""
        before = self.best_loss
        stop = super().update(loss, params)
        if self.best_loss != before:
            self.best_params = params
        return stop


class LatestParamsKept(EarlyStopping):
    """Keeps the parameters of every epoch, and so those of the last."""

    def update(self, loss, params):
        """Copy in any case."""
        stop = super().update(loss, params)
        self.best_params = {name: w.copy() for name, w in params.items()}
        return stop


class NanIsAGain(EarlyStopping):
    """Asks whether the loss is no better, which NaN is not."""

    def update(self, loss, params):
        """Take what is not worse for a gain."""
        if np.isnan(loss):
            self._waited = -1
            self.best_params = {name: w.copy() for name, w in params.items()}
        return super().update(loss, params)


class ComparedWithTheLossBefore(EarlyStopping):
    """Compares with the epoch before, not with the best one."""

    def update(self, loss, params):
        """Forget the best."""
        stop = super().update(loss, params)
        self.best_loss = loss
        return stop


class CountedFromTheLossBefore(EarlyStopping):
    """Keeps the best, but counts the epochs that are no better than the one before."""

    def update(self, loss, params):
        """Reset the count with every loss that falls."""
        if loss < getattr(self, "_before", np.inf):
            self._waited = -1
        self._before = loss
        return super().update(loss, params)


class MinDeltaIgnored(EarlyStopping):
    """Takes every improvement for a gain."""

    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        """Drop min_delta."""
        super().__init__(patience, 0.0, cooldown, factor)


class GainOfExactlyMinDelta(EarlyStopping):
    """Takes a gain of exactly min_delta for one, and so also the same loss again."""

    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        """Be content with a little less."""
        super().__init__(patience, min_delta - 1e-12, cooldown, factor)


class CooldownIgnored(EarlyStopping):
    """Stops at once."""

    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        """Drop cooldown."""
        super().__init__(patience, min_delta, 0, factor)


class RateLoweredInEveryFurtherEpoch(EarlyStopping):
    """Multiplies the rate by factor again and again."""

    def update(self, loss, params):
        """Lower it once more."""
        further = self._left is not None
        stop = super().update(loss, params)
        if further:
            self.rate *= self.factor
        return stop


class LateGainCallsItOff(EarlyStopping):
    """Begins anew with a gain in the further epochs."""

    def update(self, loss, params):
        """Reset everything with a gain."""
        before = self.best_loss
        stop = super().update(loss, params)
        if self.best_loss != before:
            self._left, self.rate, stop = None, 1.0, False
        return stop


class LateGainIsLost(EarlyStopping):
    """No longer looks for the best in the further epochs."""

    def update(self, loss, params):
        """Keep what was best when the criterion was met."""
        further, before = self._left is not None, (self.best_loss, self.best_params)
        stop = super().update(loss, params)
        if further:
            self.best_loss, self.best_params = before
        return stop


class BestOfAllObjects(EarlyStopping):
    """Sets the best loss in the body of the class, so that a second object begins with that of the first."""

    _of_all = float("inf")

    def update(self, loss, params):
        """Share the best loss."""
        self.best_loss = min(self.best_loss, BestOfAllObjects._of_all)
        stop = super().update(loss, params)
        BestOfAllObjects._of_all = self.best_loss
        return stop


class BestBeginsTooLow(EarlyStopping):
    """Begins with a number that seemed large enough."""

    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        """Begin with a thousand."""
        super().__init__(patience, min_delta, cooldown, factor)
        self.best_loss = 1000.0


class OnlyWhatIsWorseCounts(EarlyStopping):
    """Counts the epochs whose loss is above the best, and forgets those that equal it."""

    def update(self, loss, params):
        """Wait no longer where the loss stays as it is."""
        if loss == self.best_loss:
            self._waited -= 1
        return super().update(loss, params)


def length_of_all_weights(old, new, rho, relative=False):
    """Takes the length of the change of the whole matrix."""
    change = np.linalg.norm(new - old)
    return bool(change < rho * (np.linalg.norm(old) if relative else 1.0))


def mean_change_of_the_units(old, new, rho, relative=False):
    """Averages over the units, so that one restless unit drowns."""
    change = np.linalg.norm(new - old, axis=0)
    return bool((change / np.linalg.norm(old, axis=0) if relative else change).mean() < rho)


def change_of_the_lengths(old, new, rho, relative=False):
    """Compares the lengths before and after, which a unit that turns need not change."""
    change = np.abs(np.linalg.norm(new, axis=0) - np.linalg.norm(old, axis=0))
    return bool((change / np.linalg.norm(old, axis=0) if relative else change).max() < rho)


def squares_of_the_lengths(old, new, rho, relative=False):
    """Forgets the root of the sum of squares."""
    change = ((new - old) ** 2).sum(axis=0)
    return bool((change / (old**2).sum(axis=0) if relative else change).max() < rho)


def units_in_rows(old, new, rho, relative=False):
    """Takes rows for units."""
    return weight_change_stop(old.T, new.T, rho, relative)


def largest_single_change(old, new, rho, relative=False):
    """Looks at single weights in the place of units."""
    change = np.abs(new - old).max(axis=0)
    return bool((change / np.linalg.norm(old, axis=0) if relative else change).max() < rho)


def rho_included(old, new, rho, relative=False):
    """Is content with exactly rho."""
    change = np.linalg.norm(new - old, axis=0)
    return bool((change / np.linalg.norm(old, axis=0) if relative else change).max() <= rho)


def relative_ignored(old, new, rho, relative=False):
    """Always compares lengths."""
    return weight_change_stop(old, new, rho)


def relative_to_the_new_weights(old, new, rho, relative=False):
    """Divides by the length that the unit has now."""
    change = np.linalg.norm(new - old, axis=0)
    return bool((change / np.linalg.norm(new, axis=0) if relative else change).max() < rho)


# 9.4


def shift_that_wraps(image, dy, dx):
    """Lets pixels come back on the other side."""
    return np.roll(image, (dy, dx), axis=(-2, -1))


def shift_with_axes_swapped(image, dy, dx):
    """Takes dy for the columns."""
    return shift(image, dx, dy)


def shift_against_the_axes(image, dy, dx):
    """Moves up and left."""
    return shift(image, -dy, -dx)


def shift_of_the_first_two_axes(image, dy, dx):
    """Moves channels in the place of rows."""
    moved = shift(np.moveaxis(image, (0, 1), (-2, -1)), dy, dx)
    return np.moveaxis(moved, (-2, -1), (0, 1))


def shift_that_cannot_leave(image, dy, dx):
    """Cuts slices that are empty, and so assigns nothing, or fails, where the image is moved out of sight."""
    moved = np.zeros_like(image)
    height, width = image.shape[-2:]
    if abs(dy) >= height or abs(dx) >= width:
        return image
    rows, columns = slice(max(dy, 0), height + min(dy, 0)), slice(max(dx, 0), width + min(dx, 0))
    back = slice(max(-dy, 0), height + min(-dy, 0)), slice(max(-dx, 0), width + min(-dx, 0))
    moved[..., rows, columns] = image[..., back[0], back[1]]
    return moved


def turned_clockwise(image, quarter_turns):
    """Turns to the right."""
    return rotate(image, -quarter_turns)


def turned_about_the_channels(image, quarter_turns):
    """Turns the first two axes, whatever they are."""
    return np.rot90(image, quarter_turns)


def turned_once(image, quarter_turns):
    """Turns once, however often it should."""
    return rotate(image, 1)


def turned_by_halves(image, quarter_turns):
    """Takes a quarter for a half."""
    return rotate(image, 2 * quarter_turns)


def mirror_upside_down(image):
    """Swaps top and bottom."""
    return image[..., ::-1, :]


def mirror_of_the_second_axis(image):
    """Reverses the second axis, which are the rows where there are channels."""
    return np.fliplr(image)


def mirror_through_the_corner(image):
    """Transposes."""
    return np.swapaxes(image, -2, -1)


def blur_with_dark_borders(image):
    """Divides by nine everywhere."""
    return sum(shift(image, dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)) / 9


def blur_divided_twice(image):
    """Divides by nine, and then by the number of pixels in the window."""
    return blur3(image) / 9


def blur_around_the_edges(image):
    """Takes pixels from the other side."""
    return sum(np.roll(image, (dy, dx), axis=(-2, -1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)) / 9


def blur_without_the_middle(image):
    """Leaves the pixel itself out."""
    moves = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx]
    ones = np.ones(image.shape[-2:])
    return sum(shift(image, dy, dx) for dy, dx in moves) / sum(shift(ones, dy, dx) for dy, dx in moves)


def blur_with_a_cross(image):
    """Averages the pixel and its four neighbours only."""
    moves = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    ones = np.ones(image.shape[-2:])
    return sum(shift(image, dy, dx) for dy, dx in moves) / sum(shift(ones, dy, dx) for dy, dx in moves)


def blurred_to_whole_numbers(image):
    """Makes room for the means in an array like image, which may hold whole numbers."""
    blurred = np.zeros_like(image)
    blurred[...] = blur3(image)
    return blurred


def gains_along_the_last_axis(image, gains):
    """Multiplies columns, as NumPy does by itself."""
    return image * gains


def gains_added(image, gains):
    """Makes channels brighter by a constant."""
    return image + gains[:, None, None]


def mean_gain_for_all(image, gains):
    """Changes the brightness, not the colour."""
    return image * gains.mean()


def moves_of_its_own_generator(images, size, rng):
    """Begins anew with the same seed at every call."""
    return jitter(images, size, np.random.default_rng(0))


def one_move_for_all_images(images, size, rng):
    """Draws once."""
    dy, dx = rng.integers(-size, size + 1, size=2)
    return np.stack([shift(image, int(dy), int(dx)) for image in images])


def never_the_largest_move(images, size, rng):
    """Leaves the upper end out."""
    moves = rng.integers(-size, size, size=(len(images), 2))
    return np.stack([shift(image, int(dy), int(dx)) for image, (dy, dx) in zip(images, moves, strict=True)])


def along_the_diagonal_only(images, size, rng):
    """Uses one number for both directions."""
    moves = rng.integers(-size, size + 1, size=len(images))
    return np.stack([shift(image, int(d), int(d)) for image, d in zip(images, moves, strict=True)])


def jitter_that_wraps(images, size, rng):
    """Rolls the images."""
    moves = rng.integers(-size, size + 1, size=(len(images), 2))
    return np.stack([np.roll(image, tuple(move), axis=(0, 1)) for image, move in zip(images, moves, strict=True)])


def grain_of_one_image(images, sd, rng):
    """Draws the grain of one image and adds it to all."""
    return images + rng.normal(scale=sd, size=images.shape[1:])


def grain_by_its_variance(images, sd, rng):
    """Takes sd for the variance."""
    return images + rng.normal(scale=np.sqrt(sd), size=images.shape)


def grain_cut_off(images, sd, rng):
    """Keeps the pixels between 0 and 1."""
    return np.clip(images + rng.normal(scale=sd, size=images.shape), 0.0, 1.0)


def uniform_grain(images, sd, rng):
    """Draws from an interval, with the right standard deviation."""
    return images + rng.uniform(-np.sqrt(3) * sd, np.sqrt(3) * sd, size=images.shape)


# 9.5


def one_partner_for_the_batch(X, Y, alpha, rng):
    """Draws one row, and mixes it into all others."""
    share, row = rng.beta(alpha, alpha), rng.integers(len(X))
    return share * X + (1 - share) * X[row], share * Y + (1 - share) * Y[row]


def labels_left_unmixed(X, Y, alpha, rng):
    """Mixes the inputs alone."""
    return mixup(X, Y, alpha, rng)[0], Y.copy()


def labels_of_other_partners(X, Y, alpha, rng):
    """Draws a second permutation for the labels."""
    weight = rng.beta(alpha, alpha)
    partner, other = rng.permutation(len(X)), rng.permutation(len(X))
    return weight * X + (1 - weight) * X[partner], weight * Y + (1 - weight) * Y[other]


def labels_mixed_the_other_way(X, Y, alpha, rng):
    """Gives the label of the partner the weight of the row."""
    weight, partner = rng.beta(alpha, alpha), rng.permutation(len(X))
    return weight * X + (1 - weight) * X[partner], (1 - weight) * Y + weight * Y[partner]


def partners_in_reverse(X, Y, alpha, rng):
    """Always pairs the first row with the last."""
    weight = rng.beta(alpha, alpha, size=(len(X), 1))
    return weight * X + (1 - weight) * X[::-1], weight * Y + (1 - weight) * Y[::-1]


def weights_drawn_uniformly(X, Y, alpha, rng):
    """Draws the weight from 0 .. 1, whatever alpha is."""
    weight, partner = rng.random((len(X), 1)), rng.permutation(len(X))
    return weight * X + (1 - weight) * X[partner], weight * Y + (1 - weight) * Y[partner]


def weights_of_the_larger_half(X, Y, alpha, rng):
    """Lets the row itself always weigh more than its partner."""
    weight, partner = rng.beta(alpha, alpha, size=(len(X), 1)), rng.permutation(len(X))
    weight = np.maximum(weight, 1 - weight)
    return weight * X + (1 - weight) * X[partner], weight * Y + (1 - weight) * Y[partner]


def mixed_in_place(X, Y, alpha, rng):
    """Writes the mixture into the caller's arrays."""
    X[:], Y[:] = mixup(X.copy(), Y.copy(), alpha, rng)
    return X, Y


def square_per_channel(X, size, rng):
    """Draws a place for each channel."""
    return np.stack([cutout(X[:, k : k + 1], size, rng)[:, 0] for k in range(X.shape[1])], axis=1)


def one_square_for_the_batch(X, size, rng):
    """Cuts all images at the same place."""
    ones = np.ones((1, 1, *X.shape[2:]))
    return np.where(cutout(ones, size, rng) == 0, 0.0, X)


def squares_off_the_last_row(X, size, rng):
    """Leaves the last place out at the lower and the right border."""
    cut = X.copy()
    for image in cut:
        top, left = rng.integers(X.shape[2] - size), rng.integers(X.shape[3] - size)
        image[:, top : top + size, left : left + size] = 0
    return cut


def square_of_twice_the_half(X, size, rng):
    """Goes size // 2 to either side, which makes odd squares smaller."""
    return cutout(X, max(2 * (size // 2), 1), rng)


def square_that_starts_below_zero(X, size, rng):
    """Lets a slice begin at a negative index, which counts from the end, so that nothing is cut."""
    cut = X.copy()
    for image in cut:
        top, left = rng.integers(X.shape[2]) - size // 2, rng.integers(X.shape[3]) - size // 2
        image[:, top : top + size, left : left + size] = 0
    return cut


def cut_in_place(X, size, rng):
    """Cuts the caller's images."""
    X[:] = cutout(X.copy(), size, rng)
    return X


# 9.6


def inputs_with_sd_for_variance(X, sd, rng):
    """Takes sd for the variance."""
    return X + rng.normal(scale=np.sqrt(sd), size=X.shape)


def noise_that_multiplies(X, sd, rng):
    """Scales the noise with the input."""
    return X * (1 + sd * rng.standard_normal(X.shape))


def noise_of_its_own_generator(X, sd, rng):
    """Makes a generator inside, so that the noise is always the same."""
    return X + sd * np.random.default_rng(0).standard_normal(X.shape)


def one_number_for_each_column(X, sd, rng):
    """Shifts whole columns."""
    return X + sd * rng.standard_normal(X.shape[1])


def true_label_excluded(y, alpha, K, rng):
    """Draws a class that differs from the label."""
    chosen = rng.random(len(y)) < alpha
    return np.where(chosen, (y + rng.integers(1, K, size=len(y))) % K, y)


def drawn_until_it_differs(y, alpha, K, rng):
    """Draws again where the label comes out as it was."""
    disturbed = y.copy()
    for i in range(len(y)):
        if rng.random() < alpha:
            while disturbed[i] == y[i]:
                disturbed[i] = rng.integers(K)
    return disturbed


def whole_batch_or_nothing(y, alpha, K, rng):
    """Tosses one coin for all labels."""
    return rng.integers(K, size=len(y)) if rng.random() < alpha else y.copy()


def never_the_last_class(y, alpha, K, rng):
    """Draws from 0 .. K-2."""
    chosen = rng.random(len(y)) < alpha
    return np.where(chosen, rng.integers(K - 1, size=len(y)), y)


def exact_share_of_labels(y, alpha, K, rng):
    """Draws a fixed number of labels anew."""
    disturbed, rows = y.copy(), rng.permutation(len(y))[: int(alpha * len(y))]
    disturbed[rows] = rng.integers(K, size=len(rows))
    return disturbed


def labels_disturbed_in_place(y, alpha, K, rng):
    """Changes the caller's labels."""
    chosen = rng.random(len(y)) < alpha
    y[chosen] = rng.integers(K, size=int(chosen.sum()))
    return y


def variance_for_the_deviation(g, t, eta, gamma, rng):
    """Gives the variance to a generator that asks for the standard deviation."""
    return g + rng.normal(scale=eta / (1 + t) ** gamma, size=g.shape)


def same_noise_in_every_step(g, t, eta, gamma, rng):
    """Draws from a generator that begins anew each time."""
    return gradient_noise(g, t, eta, gamma, np.random.default_rng(1))


def noise_never_falls(g, t, eta, gamma, rng):
    """Ignores the step."""
    return gradient_noise(g, 0, eta, gamma, rng)


def noise_grows(g, t, eta, gamma, rng):
    """Multiplies where it should divide."""
    return gradient_noise(g, t, eta, -gamma, rng)


def deviation_annealed(g, t, eta, gamma, rng):
    """Takes the root of eta alone, so that the deviation falls as the variance should."""
    return g + rng.normal(scale=np.sqrt(eta) / (1 + t) ** gamma, size=g.shape)


def one_number_for_the_gradient(g, t, eta, gamma, rng):
    """Adds the same number to every entry."""
    return g + np.sqrt(eta / (1 + t) ** gamma) * rng.standard_normal()


def noise_without_its_half(w, X, y, sd):
    """Forgets the half before the variance."""
    return float(np.mean((X @ w - y) ** 2) / 2 + sd**2 * (w @ w))


def noise_forgotten(w, X, y, sd):
    """Says that noise cancels on average."""
    return float(np.mean((X @ w - y) ** 2) / 2)


def weights_added_before_squaring(w, X, y, sd):
    """Gives all inputs the same noise."""
    return float(np.mean((X @ w - y) ** 2) / 2 + sd**2 / 2 * w.sum() ** 2)


def deviation_not_squared(w, X, y, sd):
    """Multiplies by sd in the place of its square."""
    return float(np.mean((X @ w - y) ** 2) / 2 + sd / 2 * (w @ w))


def noise_averaged_over_weights(w, X, y, sd):
    """Divides by the number of weights."""
    return float(np.mean((X @ w - y) ** 2) / 2 + sd**2 / 2 * np.mean(w**2))


# 9.7


class DropsAnExactShare(Dropout):
    """Drops the same number of entries at each call."""

    def forward(self, x, train):
        """Shuffle a mask whose zeros are counted out."""
        out = super().forward(x, train)
        if not train:
            return out
        kept = self.rng.permutation(x.size) >= round(self.p * x.size)
        self._mask = kept.reshape(x.shape) / (1 - self.p if self.inverted else 1.0)
        return x * self._mask


class DrawsFromTheModule(Dropout):
    """Draws from np.random, whatever rng is."""

    def __init__(self, p, rng, inverted=True):
        """Make another generator."""
        super().__init__(p, np.random.default_rng(np.random.randint(2**31)), inverted)


class MaskReadFromTheOutput(Dropout):
    """Takes each output of 0 for dropped."""

    def forward(self, x, train):
        """Forget what was drawn where x is 0."""
        out = super().forward(x, train)
        if train:
            self._mask = self._mask * (out != 0)
        return out


class ScaledByTheDropped(Dropout):
    """Divides by p, the share that is missing."""

    def forward(self, x, train):
        """Use the wrong share."""
        out = super().forward(x, train)
        if not train or not self.inverted or not self.p:
            return out
        self._mask = self._mask * ((1 - self.p) / self.p)
        return x * self._mask


class KeptWithProbabilityP(Dropout):
    """Takes p for the probability to keep a unit, as the paper does."""

    def __init__(self, p, rng, inverted=True):
        """Swap the two shares, but for p = 0."""
        super().__init__(1 - p if p else 0.0, rng, inverted)


class DropsInTesting(Dropout):
    """Drops in testing as well."""

    def forward(self, x, train):
        """Ignore train."""
        return super().forward(x, True)


class ScaledTwice(Dropout):
    """Divides while training, and multiplies in testing too."""

    def forward(self, x, train):
        """Scale in both."""
        return super().forward(x, train) * (1.0 if train or not self.inverted else 1.0 - self.p)


class NeverScaled(Dropout):
    """Drops, and never makes up for it."""

    def forward(self, x, train):
        """Pass on what is left."""
        if not train:
            return x.copy()
        self._mask = (self.rng.random(x.shape) >= self.p).astype(float)
        return x * self._mask


class FreshMaskBackwards(Dropout):
    """Draws another mask for the way back."""

    def backward(self, dout):
        """Draw again."""
        kept = self.rng.random(dout.shape) >= self.p
        return dout * kept / (1 - self.p if self.inverted else 1.0)


class BackwardsWithoutTheScale(Dropout):
    """Forgets to scale on the way back."""

    def backward(self, dout):
        """Use the zeros of the mask only."""
        return dout * (self._mask > 0)


class BackwardsThroughEverything(Dropout):
    """Passes the slope on as if nothing had been dropped."""

    def backward(self, dout):
        """Forget the mask."""
        return dout.copy()


class PlainFormUnscaledInTesting(Dropout):
    """Forgets to multiply by the share that was left."""

    def forward(self, x, train):
        """Return x in testing."""
        return super().forward(x, train) if train else x.copy()


class PlainFormTimesP(Dropout):
    """Reduces by p, as a slide may be read: multiplies by p in the place of 1 - p."""

    def forward(self, x, train):
        """Multiply by the wrong share."""
        return super().forward(x, train) if train or self.inverted else x * self.p


class AlwaysInverted(Dropout):
    """Ignores the flag."""

    def __init__(self, p, rng, inverted=True):
        """Drop the flag."""
        super().__init__(p, rng)


class OneMaskForAllRows(Dropout):
    """Draws a mask for the units, the same for all examples of the batch."""

    def forward(self, x, train):
        """Draw one row."""
        if not train:
            return super().forward(x, train)
        kept = self.rng.random(x.shape[-1:]) >= self.p
        self._mask = np.broadcast_to(kept / (1 - self.p if self.inverted else 1.0), x.shape)
        return x * self._mask


class OneMaskForEver(Dropout):
    """Draws the mask in the first call and keeps it."""

    def forward(self, x, train):
        """Draw once for each shape."""
        old = getattr(self, "_first", None)
        out = super().forward(x, train)
        if not train:
            return out
        if old is not None and old.shape == x.shape:
            self._mask = old
        self._first = self._mask
        return x * self._mask


class OneMaskForAllLayers(Dropout):
    """Keeps the mask where all layers find it."""

    def forward(self, x, train):
        """Keep it in the class."""
        out = super().forward(x, train)
        if train:
            OneMaskForAllLayers._latest = self._mask
        return out

    def backward(self, dout):
        """Take the latest mask of any layer."""
        return dout * OneMaskForAllLayers._latest


class DroppedInPlace(Dropout):
    """Writes zeros into the caller's array."""

    def forward(self, x, train):
        """Change x."""
        x[...] = super().forward(x.copy(), train)
        return x


# 9.8


def deck_of_examples(n, rng):
    """Draws without replacement, which only changes the order."""
    return rng.permutation(n)


def numbers_from_one(n, rng):
    """Draws from 1 .. n."""
    return rng.integers(1, n + 1, size=n)


def last_example_left_out(n, rng):
    """Takes n - 1 for an upper end that is included."""
    return rng.integers(0, max(n - 1, 1), size=n)


def sample_of_its_own_generator(n, rng):
    """Makes a generator inside, so that all samples are the same."""
    return np.random.default_rng(0).integers(n, size=n)


def examples_of_the_first_half(n, rng):
    """Draws from half of the examples."""
    return rng.integers((n + 1) // 2, size=n)


def covariance_at_full_weight(V, C, k):
    """Divides V alone by k."""
    return V / k + C


def covariance_forgotten(V, C, k):
    """Treats errors as independent."""
    return V / k


def sum_in_the_place_of_the_mean(V, C, k):
    """Divides once less."""
    return V + (k - 1) * C


def covariance_over_k_squared(V, C, k):
    """Counts each pair of models once."""
    return V / k + (k - 1) / (2 * k) * C + C / 2 * (k == 1)


def majority_vote(probs):
    """Counts votes."""
    K = probs.shape[2]
    votes = probs.argmax(axis=2)
    return np.array([np.bincount(each, minlength=K).argmax() for each in votes.T])


def surest_model_decides(probs):
    """Takes the largest of all probabilities."""
    return probs.max(axis=0).argmax(axis=1)


def first_model_decides(probs):
    """Asks one model."""
    return probs[0].argmax(axis=1)


def mean_over_the_examples(probs):
    """Averages over the wrong axis."""
    return probs.mean(axis=1).argmax(axis=1)


# 9.9


def half_of_the_bias(w, b, x):
    """Halves the bias of every network."""
    return mask_outputs(w, b / 2, x)


def bias_dropped_too(w, b, x):
    """Lets the bias vanish together with the first input."""
    masks = np.array([[m >> i & 1 for i in range(len(w))] for m in range(2 ** len(w))])
    return sigmoid(masks @ (w * x) + b * masks[:, 0])


def signs_in_the_place_of_masks(w, b, x):
    """Turns inputs round where they should be dropped."""
    masks = np.array([[2 * (m >> i & 1) - 1 for i in range(len(w))] for m in range(2 ** len(w))])
    return sigmoid(masks @ (w * x) + b)


def empty_network_left_out(w, b, x):
    """Begins to count at 1."""
    return mask_outputs(w, b, x)[1:]


def mean_not_normalized(probs):
    """Returns G alone."""
    return float(np.exp(np.log(probs).mean()))


def arithmetic_mean(probs):
    """Averages."""
    return float(probs.mean())


def products_that_vanish(probs):
    """Multiplies everything before it takes the root."""
    good, bad = np.prod(probs) ** (1 / len(probs)), np.prod(1 - probs) ** (1 / len(probs))
    return float(good / (good + bad))


def products_without_their_roots(probs):
    """Normalizes the products themselves."""
    return float(1 / (1 + np.exp(np.clip((np.log1p(-probs) - np.log(probs)).sum(), -700, 700))))


# 9.10


def soft_threshold_for_every_power(c, a, p):
    """Takes the answer for p = 1."""
    return np.sign(c) * np.maximum(np.abs(c) - a, 0.0)


def turning_point_without_a_comparison(c, a, p):
    """For p < 1 returns the weight with slope 0, where there is one, though 0 may be better."""
    if p >= 1:
        return shrink(c, a, p)
    size = np.abs(c)
    turn = (a * p * (1 - p)) ** (1 / (2 - p))
    low, high = np.minimum(turn, size), size
    there = turn - size + a * p * turn ** (p - 1) < 0
    for _ in range(100):
        middle = (low + high) / 2
        rising = middle - size + a * p * middle ** (p - 1) > 0
        low, high = np.where(rising, low, middle), np.where(rising, middle, high)
    return np.sign(c) * np.where(there, high, 0.0)


def two_forgotten(c, a, p):
    """Takes a w for the slope of a w^2."""
    return c / (1 + a) if p == 2 else shrink(c, a, p)


def signs_forgotten(c, a, p):
    """Returns sizes."""
    return np.abs(shrink(c, a, p))


def hard_threshold(c, a, p):
    """For p = 1 keeps what is above a as it is."""
    return np.where(np.abs(c) > a, c, 0.0) if p == 1 else shrink(c, a, p)


def never_exactly_zero(c, a, p):
    """Smooths the corner, so that weights become tiny where they should be 0."""
    return np.where(c == 0, 0.0, shrink(c, a, p) + 1e-9 * np.sign(c))


# Other ways to be right, of which checks must not say a word.


def l1_penalty_leaning_up_at_zero(params, a):
    """Right as well: the slope a at a weight of 0."""
    value, _ = l1_penalty(params, a)
    return value, {name: np.where(w >= 0, a, -a) if w.ndim > 1 else np.zeros(w.shape) for name, w in params.items()}


def mixup_with_one_weight(X, Y, alpha, rng):
    """Right as well: one weight for the batch, and a partner for each row by itself."""
    weight, partner = rng.beta(alpha, alpha), rng.integers(len(X), size=len(X))
    return weight * X + (1 - weight) * X[partner], weight * Y + (1 - weight) * Y[partner]


def cutout_that_stays_inside(X, size, rng):
    """Right as well: squares that lie inside altogether."""
    cut = X.copy()
    for image in cut:
        top, left = rng.integers(X.shape[2] - size + 1), rng.integers(X.shape[3] - size + 1)
        image[:, top : top + size, left : left + size] = 0
    return cut


def mask_outputs_in_another_order(w, b, x):
    """Right as well: all inputs first, none last."""
    return mask_outputs(w, b, x)[::-1]


CONVENTIONS = (
    l1_penalty_leaning_up_at_zero,
    mixup_with_one_weight,
    cutout_that_stays_inside,
    mask_outputs_in_another_order,
)

MISTAKES = (
    Mistake(
        weights_added_with_their_signs,
        replaces=l1_penalty,
        hint="Take the absolute value of each weight before you add up.",
        caught_by=public.absolute_weights_of_a_small_net,
    ),
    Mistake(
        slope_of_the_other_penalty,
        replaces=l1_penalty,
        hint="The slope of the absolute value does not depend on how large the weight is, only on its sign.",
        caught_by=public.slope_of_the_absolute_weights,
    ),
    Mistake(
        absolute_values_halved,
        replaces=l1_penalty,
        hint="The half belongs to the squares of the other penalty.",
        caught_by=public.absolute_weights_of_a_small_net,
    ),
    Mistake(
        slope_without_the_price,
        replaces=l1_penalty,
        hint="a stands before the gradient too.",
        caught_by=public.slope_of_the_absolute_weights,
    ),
    Mistake(
        absolute_biases_too,
        replaces=l1_penalty,
        hint="Arrays with one axis are biases, and free.",
        caught_by=hidden.biases_are_free_of_l1,
        catalog="M124",
    ),
    Mistake(
        weights_divided_by_their_size,
        replaces=l1_penalty,
        hint="0 / 0 is NaN: treat a weight of 0 by itself.",
        caught_by=hidden.a_weight_of_zero_may_lean_either_way,
    ),
    Mistake(
        slope_of_squares_without_their_half,
        replaces=l2_penalty,
        hint="The 2 of the square and the 1/2 in front of it cancel.",
        caught_by=public.slope_of_the_squared_weights,
        catalog="M123",
    ),
    Mistake(
        squares_without_their_half,
        replaces=l2_penalty,
        hint="a/2 stands before the squares.",
        caught_by=public.squared_weights_of_a_small_net,
    ),
    Mistake(
        length_in_the_place_of_its_square,
        replaces=l2_penalty,
        hint="np.linalg.norm takes a root: the penalty is made of squares.",
        caught_by=public.squared_weights_of_a_small_net,
    ),
    Mistake(
        squares_averaged,
        replaces=l2_penalty,
        hint="Nothing is averaged: every weight has its price.",
        caught_by=public.squared_weights_of_a_small_net,
    ),
    Mistake(
        squared_biases_too,
        replaces=l2_penalty,
        hint="Arrays with one axis are biases, and free.",
        caught_by=hidden.biases_are_free_of_l2,
        catalog="M124",
    ),
    Mistake(
        only_matrices_are_weights,
        replaces=l2_penalty,
        hint="Filters have three or four axes and are weights: more than one axis is what counts.",
        caught_by=hidden.filters_are_weights,
    ),
    Mistake(
        slope_written_into_the_weights,
        replaces=l2_penalty,
        hint="w *= ... changes the array of the caller: make a new one.",
        caught_by=public.l2_penalty_leaves_its_arguments_alone,
    ),
    Mistake(
        decay_without_eta,
        replaces=l2_step,
        hint="eta stands before the slope of the penalty too.",
        caught_by=public.one_step_with_decay,
        catalog="M323",
    ),
    Mistake(
        penalty_forgotten_in_the_step,
        replaces=l2_step,
        hint="grads is the gradient of the loss alone: the penalty has a slope as well.",
        caught_by=public.one_step_with_decay,
        catalog="M126",
    ),
    Mistake(
        biases_decay_too,
        replaces=l2_step,
        hint="Arrays with one axis are biases, and free.",
        caught_by=hidden.biases_do_not_decay,
        catalog="M124",
    ),
    Mistake(
        weights_grow,
        replaces=l2_step,
        hint="Both slopes go downhill: they have the same sign in the step.",
        caught_by=public.one_step_with_decay,
    ),
    Mistake(
        decay_after_the_step,
        replaces=l2_step,
        hint="Both slopes are those at the old weights.",
        caught_by=public.one_step_with_decay,
    ),
    Mistake(
        only_matrices_decay,
        replaces=l2_step,
        hint="Filters have three or four axes and are weights: more than one axis is what counts.",
        caught_by=hidden.steps_end_where_loss_and_penalty_balance,
    ),
    Mistake(
        stepped_in_place,
        replaces=l2_step,
        hint="w -= ... changes the array of the caller: make a new one.",
        caught_by=public.l2_step_leaves_its_arguments_alone,
    ),
    Mistake(
        not_turned_back,
        replaces=l2_solution,
        hint="What was turned onto the eigenvectors has to be turned back.",
        caught_by=hidden.slopes_balance_in_any_direction,
        catalog="M127",
    ),
    Mistake(
        inverse_of_the_hessian_first,
        replaces=l2_solution,
        hint="Do not invert H: it may be flat in some direction. H + a times the identity never is.",
        caught_by=hidden.a_flat_direction_is_given_up,
        catalog="M413",
    ),
    Mistake(
        diagonal_entries_alone,
        replaces=l2_solution,
        hint="Only a diagonal H shrinks each weight by itself: solve a system of equations.",
        caught_by=hidden.slopes_balance_in_any_direction,
    ),
    Mistake(
        shares_in_the_order_of_eigvalsh,
        replaces=l2_solution,
        hint="The eigenvalues belong to eigenvectors, not to the weights: turn there and back.",
        caught_by=public.each_weight_shrinks_by_itself,
    ),
    Mistake(
        best_weights_solved_for_directly,
        replaces=l2_solution,
        hint="Write down the slope of the loss once more: H multiplies both w and w_star.",
        caught_by=public.each_weight_shrinks_by_itself,
    ),
    Mistake(
        price_added_to_every_entry,
        replaces=l2_solution,
        hint="The slope of the penalty is a times w: that adds a on the diagonal only.",
        caught_by=public.each_weight_shrinks_by_itself,
    ),
    Mistake(
        price_added_to_the_matrix,
        replaces=l2_solution,
        hint="H += ... changes the matrix of the caller: make a new one.",
        caught_by=public.l2_solution_leaves_its_arguments_alone,
    ),
    Mistake(
        eigenvalues_above_the_price,
        replaces=effective_parameters,
        hint="Add up shares: a direction can count by a half.",
        caught_by=public.shares_of_three_directions,
        catalog="M334",
    ),
    Mistake(
        shares_of_the_diagonal,
        replaces=effective_parameters,
        hint="The eigenvalues of H are its diagonal only where H is diagonal.",
        caught_by=hidden.shares_of_rotated_directions,
    ),
    Mistake(
        what_is_lost_in_each_direction,
        replaces=effective_parameters,
        hint="Count what is left, not what is lost.",
        caught_by=public.shares_of_three_directions,
    ),
    Mistake(
        rank_of_the_hessian,
        replaces=effective_parameters,
        hint="A direction counts less, the smaller its eigenvalue is beside a.",
        caught_by=public.shares_of_three_directions,
    ),
    Mistake(
        CountThatIsNeverReset,
        replaces=EarlyStopping,
        hint="A gain sets the count of epochs back to 0.",
        caught_by=public.stops_after_a_wait,
        catalog="M128",
    ),
    Mistake(
        StopsOneEpochLate,
        replaces=EarlyStopping,
        hint="Stop in the patience-th epoch without a gain, not in the one after it.",
        caught_by=public.stops_after_a_wait,
    ),
    Mistake(
        StopsOneEpochEarly,
        replaces=EarlyStopping,
        hint="The epoch with the gain itself does not count as one without.",
        caught_by=public.stops_after_a_wait,
    ),
    Mistake(
        BestParamsAliased,
        replaces=EarlyStopping,
        hint="The arrays go on learning after you kept them: copy each of them.",
        caught_by=hidden.the_best_is_a_copy,
        catalog="M129",
    ),
    Mistake(
        LatestParamsKept,
        replaces=EarlyStopping,
        hint="Keep parameters only where there is a gain.",
        caught_by=public.the_best_is_kept,
    ),
    Mistake(
        NanIsAGain,
        replaces=EarlyStopping,
        hint="Every comparison with NaN is false: ask whether the loss is a gain, and treat all else as none.",
        caught_by=hidden.nan_is_no_gain,
    ),
    Mistake(
        ComparedWithTheLossBefore,
        replaces=EarlyStopping,
        hint="Compare with the best loss so far, not with that of the epoch before.",
        caught_by=public.the_best_is_kept,
    ),
    Mistake(
        CountedFromTheLossBefore,
        replaces=EarlyStopping,
        hint="Compare with the best loss, not with the one before: to fall again is no gain yet.",
        caught_by=public.stops_after_a_wait,
    ),
    Mistake(
        MinDeltaIgnored,
        replaces=EarlyStopping,
        hint="A gain must exceed min_delta.",
        caught_by=public.small_gains_are_none,
    ),
    Mistake(
        GainOfExactlyMinDelta,
        replaces=EarlyStopping,
        hint="A gain of exactly min_delta is none.",
        caught_by=public.small_gains_are_none,
    ),
    Mistake(
        CooldownIgnored,
        replaces=EarlyStopping,
        hint="cooldown further epochs follow after the criterion is met.",
        caught_by=public.two_further_epochs,
    ),
    Mistake(
        RateLoweredInEveryFurtherEpoch,
        replaces=EarlyStopping,
        hint="rate is factor in all of the further epochs: it is lowered once.",
        caught_by=public.two_further_epochs,
    ),
    Mistake(
        LateGainCallsItOff,
        replaces=EarlyStopping,
        hint="Once the criterion is met, a gain is kept but changes nothing else.",
        caught_by=hidden.a_late_gain_is_kept,
    ),
    Mistake(
        LateGainIsLost,
        replaces=EarlyStopping,
        hint="Keep looking for the best in the further epochs: they are there to find it.",
        caught_by=hidden.a_late_gain_is_kept,
    ),
    Mistake(
        BestOfAllObjects,
        replaces=EarlyStopping,
        hint="Set best_loss in __init__, as self.best_loss: what stands in the class is shared by all its objects.",
        caught_by=public.stops_after_a_wait,
    ),
    Mistake(
        BestBeginsTooLow,
        replaces=EarlyStopping,
        hint="Begin with infinity: a first loss can be larger than any number that you choose.",
        caught_by=public.the_best_is_kept,
    ),
    Mistake(
        OnlyWhatIsWorseCounts,
        replaces=EarlyStopping,
        hint="A loss that equals the best one is no gain either: count its epoch.",
        caught_by=public.small_gains_are_none,
    ),
    Mistake(
        length_of_all_weights,
        replaces=weight_change_stop,
        hint="Many small changes add up in the length of the whole: look at one unit at a time.",
        caught_by=public.one_restless_unit_is_enough,
        catalog="M131",
    ),
    Mistake(
        mean_change_of_the_units,
        replaces=weight_change_stop,
        hint="The largest change decides, not the mean.",
        caught_by=public.one_restless_unit_is_enough,
    ),
    Mistake(
        change_of_the_lengths,
        replaces=weight_change_stop,
        hint="First the difference of the two columns, then its length: a unit that turns moves too.",
        caught_by=public.one_restless_unit_is_enough,
    ),
    Mistake(
        squares_of_the_lengths,
        replaces=weight_change_stop,
        hint="A length is the root of the sum of squares.",
        caught_by=public.one_restless_unit_is_enough,
    ),
    Mistake(
        units_in_rows,
        replaces=weight_change_stop,
        hint="The units are the columns.",
        caught_by=public.one_restless_unit_is_enough,
    ),
    Mistake(
        largest_single_change,
        replaces=weight_change_stop,
        hint="The change of a unit is the length of its column, not its largest entry.",
        caught_by=public.one_restless_unit_is_enough,
    ),
    Mistake(
        rho_included,
        replaces=weight_change_stop,
        hint="Below rho: exactly rho is not below.",
        caught_by=hidden.exactly_rho_is_not_below,
    ),
    Mistake(
        relative_ignored,
        replaces=weight_change_stop,
        hint="With relative=True each change is a share of the unit's old length.",
        caught_by=hidden.changes_relative_to_the_old_weights,
    ),
    Mistake(
        relative_to_the_new_weights,
        replaces=weight_change_stop,
        hint="The share is that of the old weights.",
        caught_by=hidden.changes_relative_to_the_old_weights,
    ),
    Mistake(
        shift_that_wraps,
        replaces=shift,
        hint="np.roll brings back on one side what left on the other: zeros must come in.",
        caught_by=public.an_arrow_moves,
        catalog="M132",
    ),
    Mistake(
        shift_with_axes_swapped,
        replaces=shift,
        hint="dy counts rows, dx columns.",
        caught_by=public.an_arrow_moves,
    ),
    Mistake(
        shift_against_the_axes,
        replaces=shift,
        hint="A positive dy moves down, a positive dx to the right.",
        caught_by=public.an_arrow_moves,
    ),
    Mistake(
        shift_of_the_first_two_axes,
        replaces=shift,
        hint="Rows and columns are the last two axes; in front of them there may be channels.",
        caught_by=public.an_arrow_moves,
    ),
    Mistake(
        shift_that_cannot_leave,
        replaces=shift,
        hint="An image that is moved by more than its size has left: all that is there are zeros.",
        caught_by=public.an_arrow_moves,
    ),
    Mistake(
        turned_clockwise,
        replaces=rotate,
        hint="Counter-clockwise: what is at the right goes to the top.",
        caught_by=public.turns_of_every_number,
    ),
    Mistake(
        turned_about_the_channels,
        replaces=rotate,
        hint="The last two axes are turned; np.rot90 takes the first two unless it is told otherwise.",
        caught_by=public.turns_of_every_number,
    ),
    Mistake(
        turned_once,
        replaces=rotate,
        hint="quarter_turns says how often.",
        caught_by=public.turns_of_every_number,
    ),
    Mistake(
        turned_by_halves,
        replaces=rotate,
        hint="A quarter of a turn is 90 degrees.",
        caught_by=public.turns_of_every_number,
    ),
    Mistake(
        mirror_upside_down,
        replaces=mirror,
        hint="Left and right change places, not top and bottom.",
        caught_by=public.a_letter_in_the_mirror,
        catalog="M414",
    ),
    Mistake(
        mirror_of_the_second_axis,
        replaces=mirror,
        hint="The columns are the last axis; np.fliplr reverses the second one.",
        caught_by=public.a_letter_in_the_mirror,
    ),
    Mistake(
        mirror_through_the_corner,
        replaces=mirror,
        hint="Transposing is a mirror along the diagonal.",
        caught_by=public.a_letter_in_the_mirror,
    ),
    Mistake(
        blur_with_dark_borders,
        replaces=blur3,
        hint="At the border fewer than nine pixels are averaged.",
        caught_by=public.means_of_windows,
    ),
    Mistake(
        blur_divided_twice,
        replaces=blur3,
        hint="Divide once, by the number of pixels that were added up.",
        caught_by=public.means_of_windows,
        catalog="M415",
    ),
    Mistake(
        blur_around_the_edges,
        replaces=blur3,
        hint="The pixel beyond an edge is not that on the other side.",
        caught_by=public.means_of_windows,
    ),
    Mistake(
        blur_without_the_middle,
        replaces=blur3,
        hint="The pixel itself belongs to its window.",
        caught_by=public.means_of_windows,
    ),
    Mistake(
        blur_with_a_cross,
        replaces=blur3,
        hint="The window has corners: nine pixels, not five.",
        caught_by=public.means_of_windows,
    ),
    Mistake(
        blurred_to_whole_numbers,
        replaces=blur3,
        hint="np.zeros_like(image) holds whole numbers where image does: make an array of floats.",
        caught_by=public.means_of_windows,
    ),
    Mistake(
        gains_along_the_last_axis,
        replaces=channel_gain,
        hint="NumPy lines up the last axes, and the channels are the first one.",
        caught_by=public.every_channel_has_its_gain,
    ),
    Mistake(
        gains_added,
        replaces=channel_gain,
        hint="A gain multiplies.",
        caught_by=public.every_channel_has_its_gain,
    ),
    Mistake(
        mean_gain_for_all,
        replaces=channel_gain,
        hint="Every channel has a gain of its own.",
        caught_by=public.every_channel_has_its_gain,
    ),
    Mistake(
        moves_of_its_own_generator,
        replaces=jitter,
        hint="Draw from rng: a generator made inside gives the same shifts each time.",
        caught_by=public.every_image_moves_by_itself,
    ),
    Mistake(
        one_move_for_all_images,
        replaces=jitter,
        hint="Draw dy and dx anew for each image.",
        caught_by=public.every_image_moves_by_itself,
        catalog="M133",
    ),
    Mistake(
        never_the_largest_move,
        replaces=jitter,
        hint="rng.integers leaves out its upper end: size itself must be possible.",
        caught_by=public.every_image_moves_by_itself,
    ),
    Mistake(
        along_the_diagonal_only,
        replaces=jitter,
        hint="Draw two numbers for each image: dy and dx are independent.",
        caught_by=public.every_image_moves_by_itself,
    ),
    Mistake(
        jitter_that_wraps,
        replaces=jitter,
        hint="Move by your shift, so that zeros come in.",
        caught_by=public.every_image_moves_by_itself,
        catalog="M132",
    ),
    Mistake(
        grain_of_one_image,
        replaces=gaussian_noise,
        hint="Draw noise of the shape of all images: each has its own.",
        caught_by=public.every_pixel_has_its_noise,
        catalog="M133",
    ),
    Mistake(
        grain_by_its_variance,
        replaces=gaussian_noise,
        hint="sd is the standard deviation: no root is taken.",
        caught_by=public.every_pixel_has_its_noise,
        catalog="M137",
    ),
    Mistake(
        grain_cut_off,
        replaces=gaussian_noise,
        hint="Nothing is cut off: pixels may leave 0 .. 1.",
        caught_by=public.every_pixel_has_its_noise,
    ),
    Mistake(
        uniform_grain,
        replaces=gaussian_noise,
        hint="Draw normal noise: most of it is small, and a little of it is large.",
        caught_by=public.every_pixel_has_its_noise,
    ),
    Mistake(
        one_partner_for_the_batch,
        replaces=mixup,
        hint="Each row has a partner of its own: draw as many as there are rows.",
        caught_by=hidden.every_row_may_be_a_partner,
    ),
    Mistake(
        labels_left_unmixed,
        replaces=mixup,
        hint="Mix the labels as well, with the same weight.",
        caught_by=public.rows_lie_between_rows,
        catalog="M134",
    ),
    Mistake(
        labels_of_other_partners,
        replaces=mixup,
        hint="One permutation serves for X and Y: a row and its label have the same partner.",
        caught_by=public.rows_lie_between_rows,
        catalog="M416",
    ),
    Mistake(
        labels_mixed_the_other_way,
        replaces=mixup,
        hint="The weight that row i has in X is the weight that its label has in Y.",
        caught_by=public.rows_lie_between_rows,
    ),
    Mistake(
        partners_in_reverse,
        replaces=mixup,
        hint="Draw the partners: in reverse, a row always meets the same one.",
        caught_by=hidden.every_row_may_be_a_partner,
    ),
    Mistake(
        weights_drawn_uniformly,
        replaces=mixup,
        hint="Draw the weight from Beta(alpha, alpha): uniform weights are those of alpha = 1.",
        caught_by=hidden.weights_follow_beta,
    ),
    Mistake(
        weights_of_the_larger_half,
        replaces=mixup,
        hint="The weight may be small: take what the distribution gives.",
        caught_by=hidden.weights_follow_beta,
    ),
    Mistake(
        mixed_in_place,
        replaces=mixup,
        hint="Return new arrays; the caller's stay as they are.",
        caught_by=public.mixup_leaves_its_arguments_alone,
    ),
    Mistake(
        square_per_channel,
        replaces=cutout,
        hint="Draw one place for each image: all its channels lose the same pixels.",
        caught_by=hidden.all_channels_lose_the_same,
        catalog="M136",
    ),
    Mistake(
        one_square_for_the_batch,
        replaces=cutout,
        hint="Draw a place for each image of the batch.",
        caught_by=hidden.squares_lie_everywhere,
        catalog="M133",
    ),
    Mistake(
        squares_off_the_last_row,
        replaces=cutout,
        hint="rng.integers leaves out its upper end: some pixels can never be hit.",
        caught_by=hidden.squares_lie_everywhere,
    ),
    Mistake(
        square_of_twice_the_half,
        replaces=cutout,
        hint="size // 2 to either side of a pixel is too little where size is odd: count the pixels.",
        caught_by=public.one_square_is_cut,
    ),
    Mistake(
        square_that_starts_below_zero,
        replaces=cutout,
        hint="A slice that starts below 0 counts from the end: clip its start at 0.",
        caught_by=public.one_square_is_cut,
    ),
    Mistake(
        cut_in_place,
        replaces=cutout,
        hint="X[...] = 0 changes the caller's images: work on a copy.",
        caught_by=public.cutout_leaves_its_arguments_alone,
    ),
    Mistake(
        inputs_with_sd_for_variance,
        replaces=input_noise,
        hint="sd is the standard deviation: no root is taken.",
        caught_by=public.inputs_scatter_by_sd,
        catalog="M137",
    ),
    Mistake(
        noise_that_multiplies,
        replaces=input_noise,
        hint="Add the noise; it does not depend on how large an input is.",
        caught_by=public.inputs_scatter_by_sd,
    ),
    Mistake(
        noise_of_its_own_generator,
        replaces=input_noise,
        hint="Draw from rng: a generator made inside gives the same noise each time.",
        caught_by=hidden.input_noise_is_fresh,
        catalog="M006",
    ),
    Mistake(
        one_number_for_each_column,
        replaces=input_noise,
        hint="Draw noise of the shape of X.",
        caught_by=public.inputs_scatter_by_sd,
    ),
    Mistake(
        true_label_excluded,
        replaces=disturb_label,
        hint="The true label is one of the K classes that may come out.",
        caught_by=hidden.some_labels_come_out_as_they_were,
        catalog="M138",
    ),
    Mistake(
        drawn_until_it_differs,
        replaces=disturb_label,
        hint="Draw once: the label may come out as it was.",
        caught_by=hidden.some_labels_come_out_as_they_were,
        catalog="M318",
    ),
    Mistake(
        whole_batch_or_nothing,
        replaces=disturb_label,
        hint="Every label is disturbed by itself.",
        caught_by=hidden.some_labels_come_out_as_they_were,
        catalog="M133",
    ),
    Mistake(
        never_the_last_class,
        replaces=disturb_label,
        hint="rng.integers leaves out its upper end: the last class is K-1.",
        caught_by=public.everything_is_disturbed,
    ),
    Mistake(
        exact_share_of_labels,
        replaces=disturb_label,
        hint="Decide for each label by itself: how many are drawn anew is chance too.",
        caught_by=hidden.some_labels_come_out_as_they_were,
    ),
    Mistake(
        labels_disturbed_in_place,
        replaces=disturb_label,
        hint="y[...] = ... changes the caller's labels: work on a copy.",
        caught_by=public.nothing_is_disturbed,
    ),
    Mistake(
        variance_for_the_deviation,
        replaces=gradient_noise,
        hint="eta / (1 + t)^gamma is the variance; the generator asks for its root.",
        caught_by=public.the_first_step_has_variance_eta,
        catalog="M137",
    ),
    Mistake(
        same_noise_in_every_step,
        replaces=gradient_noise,
        hint="Draw from rng: a generator made inside gives the same noise in every step.",
        caught_by=hidden.gradient_noise_is_fresh,
        catalog="M139",
    ),
    Mistake(
        noise_never_falls,
        replaces=gradient_noise,
        hint="The noise depends on t: it falls from step to step.",
        caught_by=hidden.noise_is_annealed,
    ),
    Mistake(
        noise_grows,
        replaces=gradient_noise,
        hint="Divide by (1 + t)^gamma.",
        caught_by=hidden.noise_is_annealed,
    ),
    Mistake(
        deviation_annealed,
        replaces=gradient_noise,
        hint="Take the root of the whole variance, not of eta alone.",
        caught_by=hidden.noise_is_annealed,
    ),
    Mistake(
        one_number_for_the_gradient,
        replaces=gradient_noise,
        hint="Draw noise of the shape of g.",
        caught_by=public.the_first_step_has_variance_eta,
    ),
    Mistake(
        noise_without_its_half,
        replaces=noisy_loss,
        hint="The half stands before everything, the variance too.",
        caught_by=public.noise_of_two_inputs,
    ),
    Mistake(
        noise_forgotten,
        replaces=noisy_loss,
        hint="The noise cancels in the error, but not in its square.",
        caught_by=public.noise_of_two_inputs,
    ),
    Mistake(
        weights_added_before_squaring,
        replaces=noisy_loss,
        hint="Each input has noise of its own: square the weights before you add them up.",
        caught_by=public.noise_of_two_inputs,
    ),
    Mistake(
        deviation_not_squared,
        replaces=noisy_loss,
        hint="The variance of the noise is the square of sd.",
        caught_by=public.noise_of_two_inputs,
    ),
    Mistake(
        noise_averaged_over_weights,
        replaces=noisy_loss,
        hint="Every weight adds its share: nothing is divided by their number.",
        caught_by=public.noise_of_two_inputs,
    ),
    Mistake(
        DropsAnExactShare,
        replaces=Dropout,
        hint="Drop each entry by itself: how many are dropped is chance too.",
        caught_by=hidden.a_fifth_and_four_fifths_are_dropped,
    ),
    Mistake(
        DrawsFromTheModule,
        replaces=Dropout,
        hint="Draw from the rng that the layer was made with, and from nothing else.",
        caught_by=hidden.a_fifth_and_four_fifths_are_dropped,
    ),
    Mistake(
        MaskReadFromTheOutput,
        replaces=Dropout,
        hint="An output of 0 need not have been dropped: keep the mask, not the output.",
        caught_by=hidden.slopes_of_both_forms,
    ),
    Mistake(
        ScaledByTheDropped,
        replaces=Dropout,
        hint="Divide by the share that is left, which is p only for p = 1/2.",
        caught_by=hidden.the_mean_is_kept,
        catalog="M141",
    ),
    Mistake(
        KeptWithProbabilityP,
        replaces=Dropout,
        hint="Here p is the probability to drop; in the paper it is that to keep.",
        caught_by=hidden.a_fifth_and_four_fifths_are_dropped,
    ),
    Mistake(
        DropsInTesting,
        replaces=Dropout,
        hint="With train=False nothing is dropped.",
        caught_by=public.testing_drops_nothing,
        catalog="M142",
    ),
    Mistake(
        ScaledTwice,
        replaces=Dropout,
        hint="The inverted form made up for what is missing while training: leave x alone in testing.",
        caught_by=public.testing_drops_nothing,
    ),
    Mistake(
        NeverScaled,
        replaces=Dropout,
        hint="Units are missing while training and there in testing: in either form, one of the two has to be scaled.",
        caught_by=public.what_is_left_counts_double,
    ),
    Mistake(
        FreshMaskBackwards,
        replaces=Dropout,
        hint="Keep the mask that forward drew: the slope goes the same way back.",
        caught_by=public.slopes_pass_through_the_mask,
        catalog="M143",
    ),
    Mistake(
        BackwardsWithoutTheScale,
        replaces=Dropout,
        hint="What forward multiplies with, backward multiplies with: the scale too.",
        caught_by=public.slopes_pass_through_the_mask,
        catalog="M144",
    ),
    Mistake(
        BackwardsThroughEverything,
        replaces=Dropout,
        hint="A dropped unit has no influence, and so no slope.",
        caught_by=public.slopes_pass_through_the_mask,
    ),
    Mistake(
        PlainFormUnscaledInTesting,
        replaces=Dropout,
        hint="Units are missing while training and there in testing: in either form, one of the two has to be scaled.",
        caught_by=hidden.the_plain_form_scales_in_testing,
        catalog="M306",
    ),
    Mistake(
        PlainFormTimesP,
        replaces=Dropout,
        hint="Reduced by the share p means times 1 - p.",
        caught_by=hidden.the_plain_form_scales_in_testing,
    ),
    Mistake(
        AlwaysInverted,
        replaces=Dropout,
        hint="inverted=False asks for the other form: scale in testing, not while training.",
        caught_by=hidden.the_plain_form_scales_in_testing,
    ),
    Mistake(
        OneMaskForAllRows,
        replaces=Dropout,
        hint="Each example has a mask of its own: draw one of the shape of x.",
        caught_by=public.half_of_the_units_are_dropped,
    ),
    Mistake(
        OneMaskForEver,
        replaces=Dropout,
        hint="Draw the mask anew at each call of forward.",
        caught_by=public.half_of_the_units_are_dropped,
    ),
    Mistake(
        OneMaskForAllLayers,
        replaces=Dropout,
        hint="Keep the mask in self: every layer has one of its own.",
        caught_by=hidden.slopes_of_both_forms,
    ),
    Mistake(
        DroppedInPlace,
        replaces=Dropout,
        hint="x[...] = ... changes the caller's array: make a new one.",
        caught_by=public.dropout_leaves_its_arguments_alone,
    ),
    Mistake(
        deck_of_examples,
        replaces=bootstrap,
        hint="With replacement an example can be drawn again; a permutation has each once.",
        caught_by=hidden.two_thirds_are_met,
        catalog="M146",
    ),
    Mistake(
        numbers_from_one,
        replaces=bootstrap,
        hint="The examples are numbered from 0 to n-1.",
        caught_by=public.as_many_as_there_are,
    ),
    Mistake(
        last_example_left_out,
        replaces=bootstrap,
        hint="rng.integers leaves out its upper end: n - 1 can be drawn too.",
        caught_by=hidden.two_thirds_are_met,
    ),
    Mistake(
        sample_of_its_own_generator,
        replaces=bootstrap,
        hint="Draw from rng: a generator made inside gives the same sample each time.",
        caught_by=public.as_many_as_there_are,
        catalog="M006",
    ),
    Mistake(
        examples_of_the_first_half,
        replaces=bootstrap,
        hint="All n examples have the same chance.",
        caught_by=hidden.two_thirds_are_met,
    ),
    Mistake(
        covariance_at_full_weight,
        replaces=bagging_mse,
        hint="Of the k^2 products, k (k - 1) are covariances.",
        caught_by=public.same_errors_and_unrelated_errors,
        catalog="M147",
    ),
    Mistake(
        covariance_forgotten,
        replaces=bagging_mse,
        hint="Errors that have something in common do not average out.",
        caught_by=public.same_errors_and_unrelated_errors,
    ),
    Mistake(
        sum_in_the_place_of_the_mean,
        replaces=bagging_mse,
        hint="The mean divides by k, its square by k^2.",
        caught_by=public.same_errors_and_unrelated_errors,
    ),
    Mistake(
        covariance_over_k_squared,
        replaces=bagging_mse,
        hint="The product of errors i and j comes twice, as (i, j) and as (j, i).",
        caught_by=public.same_errors_and_unrelated_errors,
    ),
    Mistake(
        majority_vote,
        replaces=ensemble_predict,
        hint="Average the probabilities before you decide: a vote forgets how sure each model is.",
        caught_by=hidden.one_that_is_sure_wins,
        catalog="M417",
    ),
    Mistake(
        surest_model_decides,
        replaces=ensemble_predict,
        hint="The mean counts all models, not only the surest.",
        caught_by=public.three_models_and_two_examples,
    ),
    Mistake(
        first_model_decides,
        replaces=ensemble_predict,
        hint="Ask all models.",
        caught_by=hidden.one_that_is_sure_wins,
    ),
    Mistake(
        mean_over_the_examples,
        replaces=ensemble_predict,
        hint="The models are the first axis.",
        caught_by=public.three_models_and_two_examples,
    ),
    Mistake(
        half_of_the_bias,
        replaces=mask_outputs,
        hint="The bias is never dropped, so it stays whole.",
        caught_by=public.four_networks_of_two_inputs,
        catalog="M329",
    ),
    Mistake(
        bias_dropped_too,
        replaces=mask_outputs,
        hint="The bias is there in every network.",
        caught_by=public.four_networks_of_two_inputs,
    ),
    Mistake(
        signs_in_the_place_of_masks,
        replaces=mask_outputs,
        hint="A dropped input counts 0, not -1.",
        caught_by=public.four_networks_of_two_inputs,
    ),
    Mistake(
        empty_network_left_out,
        replaces=mask_outputs,
        hint="The network without any input counts too.",
        caught_by=public.four_networks_of_two_inputs,
    ),
    Mistake(
        mean_not_normalized,
        replaces=ngm,
        hint="Divide by G + G'.",
        caught_by=public.mean_of_odds,
        catalog="M148",
    ),
    Mistake(
        arithmetic_mean,
        replaces=ngm,
        hint="A geometric mean is the root of a product.",
        caught_by=public.mean_of_odds,
    ),
    Mistake(
        products_that_vanish,
        replaces=ngm,
        hint="A product of a thousand probabilities is rounded to 0: add up logarithms.",
        caught_by=hidden.a_thousand_probabilities,
        catalog="M418",
    ),
    Mistake(
        products_without_their_roots,
        replaces=ngm,
        hint="Take the n-th roots of the products.",
        caught_by=public.mean_of_odds,
    ),
    Mistake(
        soft_threshold_for_every_power,
        replaces=shrink,
        hint="Only for p = 1 the weight shrinks by a constant: the slope of the penalty depends on p.",
        caught_by=hidden.least_of_every_power,
        catalog="M328",
    ),
    Mistake(
        turning_point_without_a_comparison,
        replaces=shrink,
        hint="For p < 1 a weight with slope 0 may cost more than w = 0: compare the two.",
        caught_by=hidden.least_of_every_power,
        catalog="M419",
    ),
    Mistake(
        two_forgotten,
        replaces=shrink,
        hint="The slope of w^2 is 2 w.",
        caught_by=public.shrunk_by_a_share,
        catalog="M420",
    ),
    Mistake(
        signs_forgotten,
        replaces=shrink,
        hint="A negative target has a negative weight.",
        caught_by=public.shrunk_by_a_constant,
    ),
    Mistake(
        hard_threshold,
        replaces=shrink,
        hint="Above the threshold the weight is still pulled towards 0.",
        caught_by=public.shrunk_by_a_constant,
    ),
    Mistake(
        never_exactly_zero,
        replaces=shrink,
        hint="Where 0 is best, return 0 itself: say where, and do not wait for an iteration to arrive.",
        caught_by=hidden.shares_of_zeros,
    ),
)
