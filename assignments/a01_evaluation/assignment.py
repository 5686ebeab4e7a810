"""Assignment 1: data and evaluation."""

from grader import Assignment, Check, Exercise, Question
from reference.baselines import best_stump, guess_accuracy, majority_baseline
from reference.curves import learning_curve, pr_curve
from reference.evaluation import confusion_matrix, f1_score, macro_average, precision_recall, top_k_error
from reference.sampling import stratified_split
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import numbers_of_1_9

COUNTED = (confusion_matrix, precision_recall)
BASELINE = (majority_baseline,)

ASSIGNMENT = Assignment(
    title="Data and evaluation",
    given=(variant, numbers_of_1_9),
    exercises=(
        Exercise(
            majority_baseline,
            row="1.1",
            minutes=8,
            tier="core",
            checks=(
                Check(public.most_flowers_are_of_one_kind, points=2, promise="label"),
                Check(public.granting_every_loan_is_right_nine_times_of_fifteen, points=1, promise="accuracy"),
                Check(public.labels_may_be_words_in_a_list, points=1, promise="kinds"),
                Check(hidden.the_majority_may_stand_anywhere, points=1, promise="label"),
                Check(hidden.the_share_of_the_majority, points=1, promise="accuracy"),
                Check(hidden.equal_counts_give_the_smallest_label, points=1, promise="tie"),
            ),
            manners=(Check(public.majority_baseline_leaves_the_labels_alone, points=1, promise="pure"),),
        ),
        Exercise(
            guess_accuracy,
            row="1.1",
            minutes=7,
            tier="core",
            checks=(
                Check(public.a_coin_is_right_half_of_the_time, points=1, promise="uniform"),
                Check(public.guessing_yes_nine_times_of_fifteen, points=2, promise="proportional"),
                Check(hidden.guesses_in_proportion_to_several_shares, points=1, promise="proportional"),
            ),
        ),
        Exercise(
            stratified_split,
            row="1.2",
            minutes=35,
            tier="core",
            checks=(
                Check(public.every_iris_is_in_one_part, points=3, promise="parts"),
                Check(public.every_species_gives_its_share, points=3, promise="share"),
                Check(public.every_age_gives_its_share, points=2, promise="groups"),
                Check(public.strata_may_be_words_in_a_list, points=1, promise="kinds"),
                Check(hidden.unequal_strata_give_their_shares, points=2, promise="share"),
                Check(hidden.groups_stand_above_labels, points=2, promise="groups"),
                Check(hidden.lonely_examples_stay_in_training, points=1, promise="single"),
                Check(hidden.everybody_can_be_drawn, points=2, promise="random"),
            ),
            manners=(
                Check(public.stratified_split_leaves_its_arguments_alone, points=1, promise="pure"),
                Check(hidden.stratified_split_draws_from_its_generator, points=1, promise="generator"),
            ),
        ),
        Exercise(
            confusion_matrix,
            row="1.3",
            minutes=25,
            tier="core",
            checks=(
                Check(public.the_cautious_classifier_of_the_lecture, points=4, promise="cells"),
                Check(public.the_negative_label_may_come_first, points=4, promise="order"),
                Check(hidden.who_is_taken_for_whom, points=2, promise="cells"),
                Check(hidden.labels_come_in_any_order, points=2, promise="order"),
                Check(hidden.absent_labels_have_zeros, points=2, promise="absent"),
                Check(hidden.no_fraud_is_found_by_saying_no, points=2, promise="kinds"),
            ),
            manners=(Check(public.confusion_matrix_leaves_its_arguments_alone, points=2, promise="pure"),),
        ),
        Exercise(
            precision_recall,
            row="1.4",
            minutes=15,
            tier="core",
            checks=(
                Check(public.precision_of_the_three_classifiers, points=2, promise="precision"),
                Check(public.recall_of_the_three_classifiers, points=2, promise="recall"),
                Check(public.the_positive_class_may_come_first, points=1, promise="positive"),
                Check(hidden.each_of_four_classes_may_be_positive, points=2, promise="positive"),
                Check(hidden.nothing_found_counts_as_zero, points=2, promise="zero"),
            ),
            manners=(Check(public.precision_recall_leaves_the_matrix_alone, points=1, promise="pure"),),
        ),
        Exercise(
            f1_score,
            row="1.4",
            minutes=7,
            tier="core",
            checks=(
                Check(public.f1_of_the_aggressive_classifier, points=2, promise="mean", uses=(precision_recall,)),
                Check(hidden.f1_of_four_classes, points=1, promise="mean", uses=(precision_recall,)),
                Check(hidden.f1_of_nothing_is_zero, points=1, promise="zero", uses=(precision_recall,)),
            ),
        ),
        Exercise(
            macro_average,
            row="1.4",
            minutes=8,
            tier="core",
            checks=(
                Check(public.three_classes_count_the_same, points=1, promise="mean", uses=(precision_recall, f1_score)),
                Check(
                    public.f1_is_computed_before_it_is_averaged,
                    points=1,
                    promise="f1",
                    uses=(precision_recall, f1_score),
                ),
                Check(
                    hidden.a_rare_class_counts_as_much_as_a_frequent_one,
                    points=1,
                    promise="mean",
                    uses=(precision_recall, f1_score),
                ),
                Check(hidden.absent_classes_count_as_zero, points=1, promise="zero", uses=(precision_recall, f1_score)),
            ),
        ),
        Exercise(
            pr_curve,
            row="1.5",
            minutes=30,
            tier="more",
            checks=(
                Check(public.thresholds_fall_from_score_to_score, points=2, promise="thresholds", uses=COUNTED),
                Check(public.precision_from_cautious_to_aggressive, points=2, promise="precision", uses=COUNTED),
                Check(public.recall_from_cautious_to_aggressive, points=2, promise="recall", uses=COUNTED),
                Check(hidden.curves_of_drawn_scores, points=2, promise="precision", uses=COUNTED),
                Check(hidden.equal_scores_make_one_point, points=3, promise="ties", uses=COUNTED),
                Check(hidden.a_single_positive_example, points=2, promise="recall", uses=COUNTED),
            ),
            manners=(Check(public.pr_curve_leaves_its_arguments_alone, points=1, promise="pure", uses=COUNTED),),
        ),
        Exercise(
            learning_curve,
            row="1.6",
            minutes=25,
            tier="stretch",
            checks=(
                Check(public.accuracy_is_that_on_the_test_set, points=1, promise="accuracy"),
                Check(public.every_size_is_tried, points=1, promise="sizes"),
                Check(public.more_digits_teach_more, points=1, promise="rises"),
                Check(hidden.no_example_is_taken_twice, points=1, promise="subset"),
                Check(hidden.subsets_are_drawn_by_the_generator, points=1, promise="subset"),
            ),
            manners=(Check(public.learning_curve_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            top_k_error,
            row="1.7",
            minutes=10,
            tier="stretch",
            checks=(
                Check(public.with_one_guess_it_is_the_share_of_mistakes, points=1, promise="error"),
                Check(public.a_second_guess_helps, points=1, promise="error"),
                Check(hidden.a_tie_at_the_edge_counts_as_in, points=1, promise="ties"),
                Check(hidden.naming_all_labels_cannot_fail, points=1, promise="all"),
            ),
        ),
        Exercise(
            best_stump,
            row="1.8",
            minutes=25,
            tier="more",
            checks=(
                Check(public.the_error_is_that_of_the_stump, points=1, promise="error", uses=BASELINE),
                Check(public.iris_is_asked_for_its_petals, points=2, promise="best", uses=BASELINE),
                Check(hidden.no_stump_is_better, points=2, promise="best", uses=BASELINE),
                Check(hidden.either_label_may_be_on_either_side, points=1, promise="sides", uses=BASELINE),
                Check(hidden.constant_columns_are_no_obstacle, points=1, promise="constant", uses=BASELINE),
            ),
            manners=(Check(public.best_stump_leaves_its_arguments_alone, points=1, promise="pure", uses=BASELINE),),
        ),
    ),
    questions=(
        Question(
            "q_1_9a",
            row="1.9",
            minutes=3,
            tier="more",
            reads=("who",),
            text=(
                "A test set has `examples` examples, of which `largest` have the most frequent label. A classifier is "
                "right on `right` of them. Which share of the mistakes of the majority baseline does it avoid? (A "
                "number in 0 .. 1, to 0.001.)"
            ),
            checks=(
                Check(public.what_is_avoided_leads_back_to_what_is_right, points=1, promise="answer", uses=BASELINE),
            ),
            explanation=(
                "The baseline makes examples - largest mistakes, the classifier examples - right, so it avoids "
                "(right - largest) / (examples - largest) of them. An accuracy says little by itself: 0.9 is a "
                "great deal where the baseline earns 0.6, and nothing at all where it earns 0.9."
            ),
        ),
        Question(
            "q_1_9b",
            row="1.9",
            minutes=2,
            tier="more",
            reads=("who",),
            text=(
                "A bank has labelled transactions of May. Those of June will be of the same kind: the same source, "
                "drawn independently of each other. Which accuracy says without flattery how often a classifier will "
                "be right in June? (The letter of one of the printed `choices`, in quotes.)"
            ),
            checks=(Check(hidden.fresh_examples_of_the_same_source_are_the_measure, points=1, promise="answer"),),
            explanation=(
                "What was used to make or to choose a classifier flatters it: it may have learned its examples by "
                "heart, and the best of fifty on one test set is in part the luckiest of fifty. Examples of another "
                "season break the assumption that new data are distributed like the old ones. That leaves examples of "
                "the same source, set aside at random before anything was tried."
            ),
        ),
    ),
)
