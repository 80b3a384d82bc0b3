/** A held embed: nothing is asked of the film's host before marketing is granted. */
export const Film = () => (
  <figure>
    <iframe
      title="Our product in two minutes"
      data-src="https://films.example/embed/1"
      data-purpose="marketing"
      width="640"
      height="360"
    />
  </figure>
);
