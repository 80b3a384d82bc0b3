/** Who is signed in, and the way in and out. */
import { type FormEvent, useState } from 'react';
import { signIn, signOut } from './session.ts';

export const SignIn = () => {
  const [person, setPerson] = useState('');
  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = `${new FormData(event.currentTarget).get('email')}`;
    if (await signIn(email)) setPerson(email);
  };
  const leave = async () => {
    await signOut();
    setPerson('');
  };
  return person ? (
    <p>
      {person}{' '}
      <button type="button" onClick={leave}>
        Sign out
      </button>
    </p>
  ) : (
    <form onSubmit={enter}>
      <label>
        E-mail <input name="email" type="email" autoComplete="email" required />
      </label>{' '}
      <button type="submit">Sign in</button>
    </form>
  );
};
