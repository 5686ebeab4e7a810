"""Assignment 4: the widest street, its dual, kernels."""

from grader import Assignment, Check, Exercise, Threshold
from reference.hinge import hinge_loss, pegasos_fit
from reference.kernels import linear_kernel, poly_kernel, rbf_kernel
from reference.margin import canonicalize, geometric_margin
from reference.quadratic_program import solve_qp
from reference.street_programs import dual_qp, primal_qp
from reference.support_vectors import SVC, one_vs_one_predict

from . import checks_hidden as hidden
from . import checks_public as public

SOLVED = (dual_qp, solve_qp)  # of which a machine is made; what failed is served, and costs once

ASSIGNMENT = Assignment(
    title="Margin and support vector machines",
    given=(solve_qp,),
    exercises=(
        Exercise(
            geometric_margin,
            row="4.1",
            minutes=10,
            tier="core",
            checks=(
                Check(public.three_points_beside_a_line, points=2, promise="distance"),
                Check(hidden.rows_on_the_wrong_side, points=2, promise="sign"),
                Check(hidden.longer_weights_same_street, points=1, promise="scale"),
            ),
            manners=(Check(public.geometric_margin_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            canonicalize,
            row="4.1",
            minutes=10,
            tier="core",
            checks=(
                Check(public.the_smallest_score_becomes_one, points=2, promise="one", uses=(geometric_margin,)),
                Check(public.the_line_stays_where_it_is, points=1, promise="same", uses=(geometric_margin,)),
                Check(hidden.drawn_lines_become_canonical, points=2, promise="same", uses=(geometric_margin,)),
            ),
            manners=(
                Check(
                    public.canonicalize_leaves_its_arguments_alone, points=1, promise="pure", uses=(geometric_margin,)
                ),
            ),
        ),
        Exercise(
            primal_qp,
            row="4.2",
            minutes=35,
            tier="core",
            checks=(
                Check(public.nothing_but_the_weights_is_weighed, points=3, promise="objective"),
                Check(public.every_row_stays_outside_of_the_street, points=3, promise="constraints"),
                Check(public.the_street_between_three_points, points=2, promise="solution", uses=(solve_qp,)),
                Check(hidden.the_bias_is_free, points=2, promise="objective"),
                Check(hidden.drawn_points_get_the_widest_street, points=4, promise="solution"),
            ),
            manners=(
                Check(public.primal_qp_leaves_its_arguments_alone, points=1, promise="pure"),
                Check(hidden.one_row_and_long_rows, points=1, promise="single"),
            ),
        ),
        Exercise(
            dual_qp,
            row="4.3",
            minutes=45,
            tier="core",
            checks=(
                Check(public.labels_turn_the_signs_of_products, points=4, promise="objective"),
                Check(public.labels_balance, points=2, promise="equation"),
                Check(public.multipliers_stay_in_their_box, points=3, promise="box"),
                Check(hidden.drawn_products_and_labels, points=2, promise="objective"),
                Check(hidden.no_direction_falls_for_ever, points=1, promise="convex"),
                Check(hidden.multipliers_of_noisy_rows, points=4, promise="solution"),
                Check(hidden.nothing_bounds_the_hard_margin, points=2, promise="hard"),
            ),
            manners=(
                Check(public.dual_qp_leaves_its_arguments_alone, points=1, promise="pure"),
                Check(hidden.one_row_of_each_label, points=1, promise="single"),
            ),
        ),
        Exercise(
            SVC,
            row="4.4",
            minutes=50,
            tier="more",
            checks=(
                Check(public.decision_of_three_points_by_hand, points=3, promise="decision", uses=SOLVED),
                Check(public.multipliers_solve_the_dual, points=3, promise="optimal", uses=SOLVED),
                Check(public.support_vectors_alone_decide, points=2, promise="support", uses=SOLVED),
                Check(public.fit_returns_the_model, points=1, promise="chain", uses=SOLVED),
                Check(hidden.decision_comes_from_alpha_and_b, points=1, promise="decision", uses=SOLVED),
                Check(hidden.free_rows_find_the_bias, points=3, promise="free", uses=SOLVED),
                Check(hidden.no_row_is_free, points=1, promise="middle", uses=SOLVED),
                Check(hidden.rows_beyond_the_border_change_nothing, points=2, promise="away", uses=SOLVED),
                Check(hidden.rows_that_come_twice, points=2, promise="twins", uses=SOLVED),
            ),
            manners=(
                Check(public.fit_leaves_its_arguments_alone, points=1, promise="pure", uses=SOLVED),
                Check(hidden.the_second_fit_counts, points=1, promise="again", uses=SOLVED),
            ),
        ),
        Exercise(
            linear_kernel,
            row="4.5",
            minutes=5,
            tier="core",
            checks=(
                Check(public.products_of_all_rows, points=2, promise="product"),
                Check(hidden.linear_kernel_of_every_shape, points=1, promise="shape"),
            ),
        ),
        Exercise(
            poly_kernel,
            row="4.5",
            minutes=5,
            tier="core",
            checks=(
                Check(public.six_features_of_two_inputs, points=2, promise="map", uses=(linear_kernel,)),
                Check(hidden.powers_and_constants, points=1, promise="power", uses=(linear_kernel,)),
                Check(hidden.poly_kernel_of_every_shape, points=1, promise="shape", uses=(linear_kernel,)),
            ),
        ),
        Exercise(
            rbf_kernel,
            row="4.5",
            minutes=10,
            tier="core",
            checks=(
                Check(public.nearness_is_halved, points=2, promise="value", uses=(linear_kernel,)),
                Check(hidden.rbf_kernel_of_every_shape, points=1, promise="shape", uses=(linear_kernel,)),
                Check(hidden.long_rows_that_are_close, points=1, promise="range", uses=(linear_kernel,)),
            ),
            manners=(
                Check(public.rbf_kernel_leaves_its_arguments_alone, points=1, promise="pure", uses=(linear_kernel,)),
            ),
        ),
        Exercise(
            hinge_loss,
            row="4.6",
            minutes=20,
            tier="stretch",
            checks=(
                Check(public.a_price_for_three_rows, points=1, promise="value"),
                Check(public.slope_of_the_hinge_loss, points=1, promise="gradient"),
                Check(hidden.prices_of_drawn_rows, points=1, promise="value"),
                Check(hidden.slopes_of_drawn_rows, points=1, promise="gradient"),
                Check(hidden.a_row_at_the_kink, points=1, promise="kink"),
            ),
            manners=(Check(public.hinge_loss_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            pegasos_fit,
            row="4.6",
            minutes=20,
            tier="stretch",
            checks=(
                Check(public.two_steps_on_one_row, points=1, promise="step", uses=(hinge_loss,)),
                Check(public.half_of_the_price_is_gone, points=1, promise="falls", uses=(hinge_loss,)),
                Check(hidden.near_the_best_price, points=1, promise="value", uses=(hinge_loss,)),
                Check(hidden.pegasos_draws_from_its_generator, points=1, promise="generator", uses=(hinge_loss,)),
            ),
        ),
        Exercise(
            one_vs_one_predict,
            row="4.7",
            minutes=25,
            tier="more",
            checks=(
                Check(public.exclusive_or, points=2, promise="two"),
                Check(public.three_rings, points=2, promise="votes"),
                Check(hidden.machines_see_their_pair_alone, points=1, promise="pairs"),
                Check(hidden.equal_votes_go_to_the_smallest, points=1, promise="ties"),
                Check(hidden.labels_are_any_numbers, points=1, promise="labels"),
                Threshold(
                    hidden.straight_lines_between_digits,
                    ladder=((0.95, 1),),
                    promise="digits",
                    larger=Threshold(
                        hidden.straight_lines_between_images,
                        ladder=((0.855, 1),),
                        promise="digits",
                        data="mnist",
                    ),
                ),
                Threshold(
                    hidden.bells_around_digits,
                    ladder=((0.97, 1),),
                    promise="digits",
                    larger=Threshold(
                        hidden.bells_around_images,
                        ladder=((0.9, 1),),
                        promise="digits",
                        data="mnist",
                    ),
                ),
            ),
            manners=(Check(public.one_vs_one_predict_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
    ),
)
